/**
 * The endpoints of an API that are no drafts. A test that has a line for each of them asks for the line of a new one when its
 * `draft: true` is taken out.
 */
export type SettledId<Api> = keyof {
  [Id in keyof Api as Api[Id] extends { draft: true } ? never : Id]: true;
};
