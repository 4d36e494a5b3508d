import { createHash } from 'node:crypto';
import type { CacheableResponse, SerializedResponse } from './cacheable-response';
import { ResponseStore, type StoredResponse } from './response-store';

export interface ResponseCacheOptions {
  /** Whether this process receives every invalidation at the moment; while it does not, the cache is bypassed. */
  isInvalidationConnected: () => boolean;
  /** Bound of the cache in bytes: bodies, keys and bookkeeping. Default 16 MiB. */
  maxBytes?: number;
  /** Upper bound of the age of a cached response, should an invalidation be missed, in milliseconds. Default 30,000. */
  maxAgeMs?: number;
}

/** A response that is being loaded, and the versions observed meanwhile. */
interface Load {
  stale: boolean;
  observed: Map<string, number>;
  /** For concurrent requests for the same key; undefined when the response is not cacheable. Never rejects. */
  shared: Promise<SerializedResponse | undefined>;
}

/**
 * Caches serialized public responses, so that a repeated read costs neither a query nor a serialization. Every change of
 * an aggregate is reported with `invalidate`; versions read from the database count as well. So nobody gets an older
 * version from this process after a newer one, whichever responses showed them.
 */
export class ResponseCache {
  private readonly store: ResponseStore;
  private readonly loads = new Set<Load>();
  private readonly loadByKey = new Map<string, Load>();
  private readonly isInvalidationConnected: () => boolean;

  constructor({
    isInvalidationConnected,
    maxBytes = 16 * 1024 * 1024,
    maxAgeMs = 30_000,
  }: ResponseCacheOptions) {
    this.isInvalidationConnected = isInvalidationConnected;
    this.store = new ResponseStore(maxBytes, maxAgeMs);
  }

  /** Bytes in the cache; never above `maxBytes`. */
  get bytes(): number {
    return this.store.bytes;
  }

  /** The cached response of this key, or a new one. Fails with what `load` fails with. */
  async getOrLoad(key: string, load: () => Promise<CacheableResponse>): Promise<SerializedResponse> {
    const cached = this.isInvalidationConnected() ? this.store.get(key) : undefined;
    if (cached) return cached;
    const current = this.loadByKey.get(key);
    return (current && (await current.shared)) ?? this.load(key, load);
  }

  /** The cached response to an earlier request for this URL, with the route that made it. */
  find(url: string): { response: StoredResponse; route: string } | undefined {
    const response = this.isInvalidationConnected() ? this.store.findByUrl(url) : undefined;
    return response?.location && { response, route: response.location.route };
  }

  /**
   * Reports that an aggregate has changed, to this version when it is known: responses that show an older one are no longer
   * served, nor cached if they are being loaded now.
   */
  invalidate(id: string, version = Infinity): void {
    for (const load of this.loads) load.stale = true;
    this.observeVersion(id, version);
    this.store.deleteLists();
  }

  /** Empties the cache: invalidations may have been missed. */
  clear(): void {
    for (const load of this.loads) load.stale = true;
    this.store.clear();
  }

  private async load(key: string, load: () => Promise<CacheableResponse>): Promise<SerializedResponse> {
    let share: (response?: SerializedResponse) => void = () => undefined;
    const shared = new Promise<SerializedResponse | undefined>((resolve) => (share = resolve));
    const current = { stale: !this.isInvalidationConnected(), observed: new Map<string, number>(), shared };
    const loadedAt = performance.now();
    this.loads.add(current);
    this.loadByKey.set(key, current);
    try {
      const content = await load();
      const response = this.serialize(content);
      if (!this.isCacheable(content, current)) return response;
      this.store.set(key, response, content, loadedAt);
      share(response);
      return response;
    } finally {
      this.loads.delete(current);
      if (this.loadByKey.get(key) === current) this.loadByKey.delete(key);
      share();
    }
  }

  private serialize({ body, etag, dependsOn }: CacheableResponse): SerializedResponse {
    for (const { id, version } of dependsOn) this.observeVersion(id, version);
    const json = JSON.stringify(body);
    return { json, length: Buffer.byteLength(json), etag: etag ?? hashEtag(json) };
  }

  private isCacheable({ isPublic, dependsOn }: CacheableResponse, { stale, observed }: Load): boolean {
    const isNewest = dependsOn.every(({ id, version }) => version >= (observed.get(id) ?? version));
    return isPublic && isNewest && !stale;
  }

  private observeVersion(id: string, version: number): void {
    for (const { observed } of this.loads) observed.set(id, Math.max(version, observed.get(id) ?? 0));
    this.store.deleteOlder(id, version);
  }
}

const hashEtag = (text: string): string => `"${createHash('sha1').update(text).digest('base64url')}"`;
