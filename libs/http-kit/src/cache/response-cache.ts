import { createHash } from 'node:crypto';

/** A body that is JSON already. */
export interface SerializedResponse {
  json: string;
  /** Of the JSON as UTF-8. */
  length: number;
  etag: string;
  /** Of one that is kept: from now on it may be found by the address of a request for it; `route` is the pattern. */
  registerUrl?: (url: string, route: string) => void;
}

/** An aggregate in one of its versions. */
export interface EntityVersion {
  id: string;
  version: number;
}

/** What an answer consists of, as it was just read. */
export interface CacheableResponse {
  body: unknown;
  /** Default: made of the body. */
  etag?: string;
  /** Whether everybody may see it; nothing else is kept. */
  isPublic: boolean;
  /** Every aggregate that the body dependsOn. */
  dependsOn: readonly EntityVersion[];
  /** A list: any change may add to it, so it goes with each. */
  isList?: boolean;
}

export interface ResponseCacheOptions {
  /** Whether this process hears of every change at the moment; while it does not, nothing is kept and nothing is taken. */
  isInvalidationConnected: () => boolean;
  /** Bound of what is kept, bodies and keys and what belongs to them, in bytes. Default 16 MiB. */
  maxBytes?: number;
  /** An answer is never older, whatever was missed, in milliseconds. Default 30,000. */
  maxAgeMs?: number;
}

interface CachedResponse extends SerializedResponse {
  key: string;
  /** The first that asked for it. */
  address?: { url: string; route: string };
  versions: ReadonlyMap<string, number>;
  isList: boolean;
  bytes: number;
  keptAt: number;
}

/** Longer ones are never asked for twice. */
const longestUrl = 200;
const addressBytes = 2 * longestUrl;

type Share = (reply: SerializedResponse | undefined) => void;

/** A body that is being read, and what was seen meanwhile. */
interface Load {
  stale: boolean;
  seen: Map<string, number>;
  /** For those who ask for the same meanwhile; undefined when it turns out not to be for everybody. Never rejects. */
  shared: Promise<SerializedResponse | undefined>;
}

/**
 * Public answers, ready to be sent, so that reading the same again costs neither a query nor a serialization. Whoever
 * changes an aggregate, or hears of it, says so with `changed`; what is read from the database counts as heard as well. So
 * nobody gets an older version here after a newer one, whatever the answers were in which they observeVersion them.
 */
export class ResponseCache {
  private readonly answers = new Map<string, CachedResponse>();
  private readonly showing = new Map<string, Set<CachedResponse>>();
  private readonly byUrl = new Map<string, CachedResponse>();
  private readonly lists = new Set<CachedResponse>();
  private readonly loads = new Set<Load>();
  private readonly loading = new Map<string, Load>();
  private readonly isInvalidationConnected: () => boolean;
  private readonly maxBytes: number;
  private readonly maxAgeMs: number;
  private total = 0;

  constructor({
    isInvalidationConnected,
    maxBytes = 16 * 1024 * 1024,
    maxAgeMs = 30_000,
  }: ResponseCacheOptions) {
    this.isInvalidationConnected = isInvalidationConnected;
    this.maxBytes = maxBytes;
    this.maxAgeMs = maxAgeMs;
  }

  /** Bytes that are kept; never above the bound. */
  get bytes(): number {
    return this.total;
  }

  /** The answer that is kept under this key, or a new one. Fails with what `load` fails with. */
  async answer(key: string, load: () => Promise<CacheableResponse>): Promise<SerializedResponse> {
    const kept = this.kept(key);
    if (kept) return kept;
    const loading = this.loading.get(key);
    return (loading && (await loading.shared)) ?? this.load(key, load);
  }

  /** The answer to an earlier request of anybody for this address, with the route that gave it. */
  find(url: string): { reply: SerializedResponse; route: string } | undefined {
    const found = this.byUrl.get(url);
    const reply = found && this.kept(found.key);
    return reply?.address && { reply, route: reply.address.route };
  }

  /**
   * An aggregate has changed, to this version when it is known: no older answer about it is given any more, not even one
   * that is being read now.
   */
  invalidate(id: string, version = Infinity): void {
    for (const load of this.loads) load.stale = true;
    this.observeVersion(id, version);
    for (const list of this.lists) this.drop(list);
  }

  /** Forgets everything, for changes may have been missed. */
  clear(): void {
    for (const load of this.loads) load.stale = true;
    for (const answer of this.answers.values()) this.drop(answer);
  }

  private kept(key: string): CachedResponse | undefined {
    const answer = this.answers.get(key);
    if (!answer || !this.isInvalidationConnected()) return undefined;
    if (performance.now() - answer.keptAt > this.maxAgeMs) {
      this.drop(answer);
      return undefined;
    }
    // The first of the map is the one that was not asked for the longest.
    this.answers.delete(key);
    this.answers.set(key, answer);
    return answer;
  }

  private async load(key: string, load: () => Promise<CacheableResponse>): Promise<SerializedResponse> {
    let share: Share = () => undefined;
    const shared = new Promise<SerializedResponse | undefined>((resolve) => (share = resolve));
    const current = { stale: !this.isInvalidationConnected(), seen: new Map<string, number>(), shared };
    const keptAt = performance.now();
    this.loads.add(current);
    this.loading.set(key, current);
    try {
      const content = await load();
      const reply = this.serialize(content);
      if (!this.isCacheable(content, current)) return reply;
      this.keep(key, reply, content, keptAt);
      share(reply);
      return reply;
    } finally {
      this.loads.delete(current);
      if (this.loading.get(key) === current) this.loading.delete(key);
      share(undefined);
    }
  }

  private serialize({ body, etag, dependsOn }: CacheableResponse): SerializedResponse {
    for (const { id, version } of dependsOn) this.observeVersion(id, version);
    const json = JSON.stringify(body);
    return { json, length: Buffer.byteLength(json), etag: etag ?? etagOfText(json) };
  }

  private isCacheable({ isPublic, dependsOn }: CacheableResponse, { stale, seen }: Load): boolean {
    const isNewest = dependsOn.every(({ id, version }) => version >= (seen.get(id) ?? version));
    return isPublic && isNewest && !stale;
  }

  private observeVersion(id: string, version: number): void {
    for (const { seen } of this.loads) seen.set(id, Math.max(version, seen.get(id) ?? 0));
    for (const answer of this.showing.get(id) ?? []) {
      if ((answer.versions.get(id) as number) < version) this.drop(answer);
    }
  }

  private keep(
    key: string,
    reply: SerializedResponse,
    { dependsOn, isList = false }: CacheableResponse,
    keptAt: number,
  ): void {
    const versions = new Map(dependsOn.map(({ id, version }) => [id, version]));
    const bytes = 2 * (reply.json.length + key.length) + 200 * (1 + versions.size) + addressBytes;
    // One that is so large would push out too many others.
    if (bytes > this.maxBytes / 8) return;
    const before = this.answers.get(key);
    if (before) this.drop(before);
    const answer: CachedResponse = { ...reply, key, versions, isList, bytes, keptAt };
    answer.registerUrl = (url, route) => this.address(answer, url, route);
    this.answers.set(key, answer);
    this.total += bytes;
    for (const id of versions.keys()) this.showing.set(id, (this.showing.get(id) ?? new Set()).add(answer));
    if (isList) this.lists.add(answer);
    for (const oldest of this.answers.values()) {
      if (this.total <= this.maxBytes) return;
      this.drop(oldest);
    }
  }

  private address(answer: CachedResponse, url: string, route: string): void {
    if (answer.address || url.length > longestUrl || this.answers.get(answer.key) !== answer) return;
    answer.address = { url, route };
    this.byUrl.set(url, answer);
  }

  private drop(answer: CachedResponse): void {
    if (!this.answers.delete(answer.key)) return;
    if (answer.address) this.byUrl.delete(answer.address.url);
    this.total -= answer.bytes;
    this.lists.delete(answer);
    for (const id of answer.versions.keys()) {
      const answers = this.showing.get(id);
      answers?.delete(answer);
      if (answers?.size === 0) this.showing.delete(id);
    }
  }
}

const etagOfText = (text: string): string => `"${createHash('sha1').update(text).digest('base64url')}"`;
