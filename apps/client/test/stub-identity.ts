import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import { problems, type ProblemCode, type Role } from '@courses/contracts';
import { startUpstream } from './start-client';

export interface StubIdentity extends Awaited<ReturnType<typeof startUpstream>> {
  /** Lifetime of the access tokens issued from now on. */
  accessSeconds: number;
  /** What it did, in order: `sign-in`, `refresh`, `sign-out`. */
  done: string[];
  /** Every response waits for this. */
  before: Promise<unknown>;
  /** Rejects refreshes with this problem. */
  refuseRefresh: ProblemCode | undefined;
  forwardedFor: string[];
  userAgents: string[];
  /** The `Connection` header of each request. */
  connections: (string | undefined)[];
}

export const password = 'correct horse';
const account = {
  id: randomUUID(),
  email: 'z@example.org',
  displayName: 'Зоя 🌱 Student',
  roles: ['student'] as Role[],
};
const stored = { version: 1, createdAt: '2026-01-05T09:00:00.000Z' };
export const signedInUser = account;

/** A fake of identity: refresh tokens are valid once. Access tokens are `token-1`, `token-2`, … */
export async function startIdentity(): Promise<StubIdentity> {
  let count = 0;
  let refreshToken = '';
  const tokens = () => {
    count += 1;
    refreshToken = `refresh-${count}-${randomUUID()}`;
    return {
      accessToken: `token-${count}`,
      tokenType: 'Bearer',
      expiresIn: stub.accessSeconds,
      refreshToken,
      refreshExpiresIn: 3_600,
    };
  };
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const body = ['POST', 'PUT'].includes(req.method ?? '')
      ? ((await readJson(req)) as Record<string, string>)
      : {};
    stub.connections.push(req.headers.connection);
    await stub.before;
    if (req.url === '/v1/account') return send(res, 200, { ...account, ...stored });
    if (req.url === '/v1/account/name') {
      stub.done.push('rename');
      return send(res, 200, { ...account, ...stored, ...body });
    }
    if (req.url === '/v1/account/password') {
      stub.done.push('change-password');
      stub.userAgents.push(String(req.headers['user-agent']));
      return body.currentPassword === password
        ? send(res, 200, tokens())
        : refuse(res, 'invalid-credentials');
    }
    if (req.url === '/v1/sessions' && req.method === 'DELETE') {
      stub.done.push('sign-out-everywhere');
      return stub.refuseRefresh ? refuse(res, stub.refuseRefresh) : void res.writeHead(204).end();
    }
    if (req.url === '/v1/sessions') {
      stub.done.push('sign-in');
      stub.userAgents.push(String(req.headers['user-agent']));
      stub.forwardedFor.push(String(req.headers['x-forwarded-for']));
      return body.password === password ? send(res, 201, tokens()) : refuse(res, 'invalid-credentials');
    }
    if (req.url === '/v1/sessions/refresh') {
      stub.done.push('refresh');
      if (stub.refuseRefresh) return refuse(res, stub.refuseRefresh);
      return body.refreshToken === refreshToken ? send(res, 200, tokens()) : refuse(res, 'session-ended');
    }
    stub.done.push('sign-out');
    res.writeHead(204).end();
  };
  const upstream = await startUpstream((req, res) => void answer(req, res));
  const stub: StubIdentity = {
    ...upstream,
    accessSeconds: 600,
    done: [],
    before: Promise.resolve(),
    refuseRefresh: undefined,
    forwardedFor: [],
    userAgents: [],
    connections: [],
  };
  return stub;
}

const send = (res: ServerResponse, status: number, body: unknown) =>
  void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const refuse = (res: ServerResponse, code: ProblemCode) =>
  send(res, problems[code].status, { code, ...problems[code] });
