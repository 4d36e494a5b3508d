import type { Account, Tokens } from '@courses/contracts';
import people from '../demo/people.json';
import { send } from './send';

/** One for each role. Identity rejects their passwords in production. */
const personWith = (role: string) => people.find((person) => person.role === role) as (typeof people)[number];

export const student = personWith('student');
const instructor = personWith('instructor');
const admin = personWith('admin');

/** For the configuration of identity, which makes the first admin. */
export const firstAdmin = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password };

export interface DemoPeople {
  adminToken: string;
  instructorId: string;
}

/** Registers the student and the instructor over identity's API; existing accounts are kept. */
export async function registerDemoPeople(identityUrl: string): Promise<DemoPeople> {
  for (const { email, password, displayName } of [student, instructor])
    await send('POST', `${identityUrl}/v1/accounts`, { body: { email, password, displayName } });
  const { email, password } = admin;
  const signedIn = await send('POST', `${identityUrl}/v1/sessions`, { body: { email, password } });
  const token = (signedIn as Tokens).accessToken;
  return { adminToken: token, instructorId: await makeInstructor(identityUrl, token) };
}

async function makeInstructor(identityUrl: string, token: string): Promise<string> {
  const accounts = `${identityUrl}/v1/accounts`;
  const found = await send('GET', `${accounts}?email=${encodeURIComponent(instructor.email)}`, { token });
  const [account] = (found as { items: [Account] }).items;
  const headers = { 'if-match': `"${account.version}"` };
  const body = { roles: ['student', 'instructor'] };
  await send('PUT', `${accounts}/${account.id}/roles`, { token, headers, body });
  return account.id;
}
