import type { Person } from '@courses/contracts';
import { v4 as uuidv4 } from 'uuid';
import { register } from './domain/account';
import type { AccountRepository } from './domain/account-repository';
import type { AccessTokens } from './domain/token-issuer';
import { unusableHash } from './security/scrypt-passwords';

/** The people of the quick start. Only code in the same process can ask for them; no configuration does. */
export interface Seed {
  people: (Person & { email: string })[];
  /** Takes an access token of each, by id. */
  onTokens: (tokens: ReadonlyMap<string, string>) => void;
}

interface Ports {
  accounts: AccountRepository;
  accessTokens: AccessTokens;
}

/** Registers people who have no password, so that nobody can sign in as one of them; those who exist are left as they are. */
export const seedPeople =
  ({ people, onTokens }: Seed, { accounts, accessTokens }: Ports) =>
  async (): Promise<void> => {
    const now = new Date().toISOString();
    const seed = async (person: Seed['people'][number]) => {
      const account = register({ ...person, passwordHash: unusableHash() }, now);
      await accounts.insert(account);
      return [person.id, (await accessTokens.issue(account.state, uuidv4())).token] as const;
    };
    onTokens(new Map(await Promise.all(people.map(seed))));
  };
