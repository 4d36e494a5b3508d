import type { Account, Tokens } from '@courses/contracts';
import { demoPeople } from '../demo/people';
import { send } from './send';

const [student, instructor, admin] = demoPeople;

/** Configuration of identity, which creates the first admin. */
export const firstAdmin = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password };

/** What the demo courses are created with. */
export interface CatalogAuthors {
  adminToken: string;
  instructorId: string;
}

/** Registers the student and the instructor through the API of identity; accounts that exist are left as they are. */
export async function registerPeople(identityUrl: string): Promise<CatalogAuthors> {
  const register = ({ email, password, displayName }: typeof student | typeof instructor) =>
    send('POST', `${identityUrl}/v1/accounts`, { body: { email, password, displayName } });
  // Hashing a password takes its time, and two are hashed at once.
  await Promise.all([register(student), register(instructor)]);
  const { email, password } = admin;
  const signedIn = await send('POST', `${identityUrl}/v1/sessions`, { body: { email, password } });
  const token = (signedIn as Tokens).accessToken;
  return { adminToken: token, instructorId: await makeInstructor(identityUrl, token, instructor.email) };
}

/** Gives an account the role; returns its id. */
export async function makeInstructor(identityUrl: string, token: string, email: string): Promise<string> {
  const accounts = `${identityUrl}/v1/accounts`;
  const found = await send('GET', `${accounts}?search=${encodeURIComponent(email)}`, { token });
  const account = (found as { items: Account[] }).items.find((one) => one.email === email);
  if (!account) throw new Error(`Demo data: ${email} is not registered`);
  const headers = { 'if-match': `"${account.version}"` };
  const body = { roles: ['student', 'instructor'] };
  await send('PUT', `${accounts}/${account.id}/roles`, { token, headers, body });
  return account.id;
}
