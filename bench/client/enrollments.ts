import { join } from 'node:path';
import { require as loadTs } from 'tsx/cjs/api';
import { enrollAll, rosterOpener } from '../enrollments/enroll';
import type { Server } from '../shared/server';
import type { BenchUser, Service } from '../shared/service';
import { median, medianRatio } from '../shared/statistics';
import { sessionSecret } from './contenders';

/** The client's own module, so that these cookies are what it would set. */
const sealModule = join(__dirname, '../../apps/client/src/server/session/session-seal.ts');
const hourMs = 3_600_000;

interface Seal {
  seal: (session: object) => Promise<string>;
}

interface Options {
  students: number;
  rounds: number;
}

/** Twice as many students as seats, with a session through the client and with a token directly at the service, in turns. */
export async function measureEnrollments(
  client: Server,
  service: Service,
  { students: count, rounds }: Options,
) {
  const users = await Promise.all(Array.from({ length: count }, () => service.issuer.user(['student'])));
  const sessions = await Promise.all(users.map((user) => withSession(client, user)));
  const direct = `${service.url}/v1/rosters`;
  const through = `${client.url}/api/v1/rosters`;
  const opener = await rosterOpener(direct);
  try {
    const directly: number[] = [];
    const throughClient: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const rates = [
        await enrollAll(direct, await opener.open(count / 2), users),
        await enrollAll(through, await opener.open(count / 2), sessions),
      ] as const;
      if (round === 0) continue; // warm-up
      directly.push(rates[0]);
      throughClient.push(rates[1]);
    }
    return {
      students: count,
      directly: median(directly),
      throughClient: median(throughClient),
      ratio: medianRatio(throughClient, directly),
    };
  } finally {
    await opener.stop();
  }
}

async function withSession(client: Server, { id, headers }: BenchUser) {
  const { sessionSeal } = loadTs(sealModule, __filename) as { sessionSeal: (secrets: string[]) => Seal };
  const accessToken = headers.authorization.replace('Bearer ', '');
  const user = { id, email: `${id}@bench.example`, displayName: 'A student', roles: ['student'] };
  const expiresAt = Date.now() + hourMs;
  const session = {
    user,
    accessToken,
    accessExpiresAt: expiresAt,
    refreshToken: 'none',
    refreshExpiresAt: expiresAt,
  };
  const sealed = await sessionSeal([sessionSecret]).seal(session);
  return { headers: { cookie: `session=${sealed}`, origin: client.url } };
}
