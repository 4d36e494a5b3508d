import type { CookieOptions, Request, Response } from 'express';

const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Browsers bind `__Host-` cookies to this host; they require `Secure`. */
const nameFor = (req: Request): string => (isLocal(req) ? 'session' : '__Host-session');

/** Over plain HTTP, only some browsers accept secure cookies, and for localhost only. */
const isLocal = (req: Request): boolean => local.test(req.headers.host ?? '');

const options = (req: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: !isLocal(req),
  path: '/',
});

export function readSessionCookie(req: Request): string | undefined {
  if (req.headers.cookie === undefined) return undefined;
  const name = nameFor(req);
  const pairs = req.headers.cookie.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

export function writeSessionCookie(req: Request, res: Response, value: string, expiresAt: number): void {
  res.cookie(nameFor(req), value, { ...options(req), maxAge: Math.max(0, expiresAt - Date.now()) });
}

export function clearSessionCookie(req: Request, res: Response): void {
  res.clearCookie(nameFor(req), options(req));
}
