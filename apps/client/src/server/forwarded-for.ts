import type { Request } from 'express';

/** X-Forwarded-For for a request made on behalf of this one: who asked, as far as the proxies before said, and who asked us. */
export const forwardedFor = (req: Request): string =>
  [req.headers['x-forwarded-for'], req.socket.remoteAddress].filter(Boolean).join(', ');
