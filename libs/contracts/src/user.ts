import { z } from 'zod';

export const role = z.enum(['student', 'instructor', 'admin']);

export type Role = z.infer<typeof role>;

/** Who makes a request, as the access token says. */
export interface User {
  /** A UUID, whatever the issuer calls the person. */
  id: string;
  roles: Role[];
  /** Of the sign-in that the token belongs to, where its issuer says it (`sid`). */
  sessionId?: string | undefined;
}

export const isAdmin = (user: User | undefined): boolean => user?.roles.includes('admin') ?? false;

/** Whether this person may act on what `ownerId` owns: the owner may, and an admin. */
export const isOwnerOrAdmin = (user: User | undefined, ownerId: string): boolean =>
  user !== undefined && (user.id === ownerId || isAdmin(user));
