import type { CacheableResponse, SerializedResponse } from './cacheable-response';

export interface StoredResponse extends SerializedResponse {
  key: string;
  /** The first URL that was answered with it. */
  location?: { url: string; route: string };
  versions: ReadonlyMap<string, number>;
  isList: boolean;
  bytes: number;
  loadedAt: number;
}

/** Longer URLs are hardly ever requested twice. */
const maxUrlLength = 200;
const urlBytes = 2 * maxUrlLength;

/** Least-recently-used store, bounded in bytes, with indexes by URL and by the entities that a response depends on. */
export class ResponseStore {
  /** In order of use: the first is the least recently used one. */
  private readonly byKey = new Map<string, StoredResponse>();
  private readonly byUrl = new Map<string, StoredResponse>();
  private readonly byEntity = new Map<string, Set<StoredResponse>>();
  private readonly lists = new Set<StoredResponse>();
  private total = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly maxAgeMs: number,
  ) {}

  get bytes(): number {
    return this.total;
  }

  get(key: string): StoredResponse | undefined {
    const found = this.byKey.get(key);
    return found && this.use(found);
  }

  findByUrl(url: string): StoredResponse | undefined {
    const found = this.byUrl.get(url);
    return found && this.use(found);
  }

  /** Replaces what is stored under the key. A response above an eighth of the bound would evict too many others. */
  set(
    key: string,
    response: SerializedResponse,
    { dependsOn, isList = false }: CacheableResponse,
    loadedAt: number,
  ): void {
    const versions = new Map(dependsOn.map(({ id, version }) => [id, version]));
    const bytes = 2 * (response.json.length + key.length) + 200 * (1 + versions.size) + urlBytes;
    if (bytes > this.maxBytes / 8) return;
    const previous = this.byKey.get(key);
    if (previous) this.delete(previous);
    const stored: StoredResponse = { ...response, key, versions, isList, bytes, loadedAt };
    stored.registerUrl = (url, route) => this.registerUrl(stored, url, route);
    this.byKey.set(key, stored);
    this.total += bytes;
    for (const id of versions.keys()) this.byEntity.set(id, (this.byEntity.get(id) ?? new Set()).add(stored));
    if (isList) this.lists.add(stored);
    this.evict();
  }

  /** Deletes what depends on an older version of the entity. */
  deleteOlder(id: string, version: number): void {
    for (const stored of this.byEntity.get(id) ?? []) {
      if ((stored.versions.get(id) as number) < version) this.delete(stored);
    }
  }

  deleteLists(): void {
    for (const list of this.lists) this.delete(list);
  }

  clear(): void {
    for (const stored of this.byKey.values()) this.delete(stored);
  }

  private use(found: StoredResponse): StoredResponse | undefined {
    if (performance.now() - found.loadedAt > this.maxAgeMs) {
      this.delete(found);
      return undefined;
    }
    this.byKey.delete(found.key);
    this.byKey.set(found.key, found);
    return found;
  }

  private registerUrl(stored: StoredResponse, url: string, route: string): void {
    if (stored.location || url.length > maxUrlLength || this.byKey.get(stored.key) !== stored) return;
    stored.location = { url, route };
    this.byUrl.set(url, stored);
  }

  private evict(): void {
    for (const oldest of this.byKey.values()) {
      if (this.total <= this.maxBytes) return;
      this.delete(oldest);
    }
  }

  private delete(stored: StoredResponse): void {
    if (!this.byKey.delete(stored.key)) return;
    if (stored.location) this.byUrl.delete(stored.location.url);
    this.total -= stored.bytes;
    this.lists.delete(stored);
    for (const id of stored.versions.keys()) {
      const dependents = this.byEntity.get(id);
      dependents?.delete(stored);
      if (dependents?.size === 0) this.byEntity.delete(id);
    }
  }
}
