/** The ids of an API's endpoints that are not drafts. A record keyed by it fails to compile until a new endpoint is added. */
export type StableEndpointId<Api> = keyof {
  [Id in keyof Api as Api[Id] extends { draft: true } ? never : Id]: true;
};
