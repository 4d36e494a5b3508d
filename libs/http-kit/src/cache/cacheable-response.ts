/** A response body that is JSON already. */
export interface SerializedResponse {
  json: string;
  /** Bytes of the JSON in UTF-8. */
  length: number;
  etag: string;
  /** Present on cached responses only; see CacheableResponse. */
  isList?: boolean;
  /** Present on cached responses only: lets later requests for this URL find the response; `route` is the path pattern. */
  registerUrl?: (url: string, route: string) => void;
}

/** An aggregate in one of its versions. */
export interface EntityVersion {
  id: string;
  version: number;
}

/** What a response consists of, as it was just read from the database. */
export interface CacheableResponse {
  body: unknown;
  /** Default: a hash of the body. */
  etag?: string;
  /** Whether everybody may see it; other responses are not cached. */
  isPublic: boolean;
  /** Every aggregate that the body shows. */
  dependsOn: readonly EntityVersion[];
  /**
   * A list: any change may add an item to it, so every change invalidates it. Some users may see more in it than others; any
   * other public response is the same for all.
   */
  isList?: boolean;
}
