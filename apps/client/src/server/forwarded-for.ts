import type { Request } from 'express';

/** X-Forwarded-For for a request made on behalf of this one: what it carried, and the address that it came from. */
export const forwardedFor = (req: Request): string =>
  [req.headers['x-forwarded-for'], req.socket.remoteAddress].filter(Boolean).join(', ');
