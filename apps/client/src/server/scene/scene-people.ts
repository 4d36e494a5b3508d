import type { Tokens } from '@courses/contracts';

/** Somebody who plays in the scene; has an account. */
export interface ScenePerson {
  /** A first name, as the sentences use it. */
  name: string;
  email: string;
  password: string;
}

/** Who plays it. */
export interface ScenePeople {
  instructor: ScenePerson;
  students: [ScenePerson, ScenePerson, ScenePerson];
  /** Called before they sign in for the first time, to create what is missing. */
  prepare?: () => Promise<void>;
}

/** A service did not do what the scene wanted. */
export class SceneRequestError extends Error {
  constructor(
    readonly service: string,
    /** Undefined without an answer. */
    readonly status: number | undefined,
    title: string,
  ) {
    super(title);
  }

  /** Whether it is worth another try. */
  get isTemporary(): boolean {
    return this.status === undefined || this.status >= 500 || this.status === 429;
  }
}

interface SceneRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  version?: number;
}

const timeoutMs = 10_000;
/** A token is used until so long before it expires. */
const marginMs = 60_000;

/** Sends the requests of the people to the services, as their browsers would through the client. */
export class SceneActors {
  private readonly tokens = new Map<string, { accessToken: string; until: number }>();
  private isPrepared = false;

  constructor(
    private readonly people: ScenePeople,
    /** Base URL of a service. */
    private readonly urlOf: (service: string) => string,
  ) {}

  async as(person: ScenePerson, service: string, request: SceneRequest): Promise<unknown> {
    return this.send(service, request, await this.tokenOf(person));
  }

  private async tokenOf({ email, password }: ScenePerson): Promise<string> {
    const known = this.tokens.get(email);
    if (known && known.until > Date.now()) return known.accessToken;
    if (!this.isPrepared) await this.prepare();
    const body = { email, password };
    const signIn = { method: 'POST', path: '/v1/sessions', body } as const;
    const { accessToken, expiresIn } = (await this.send('identity', signIn)) as Tokens;
    this.tokens.set(email, { accessToken, until: Date.now() + expiresIn * 1_000 - marginMs });
    return accessToken;
  }

  private async prepare(): Promise<void> {
    await this.people.prepare?.().catch(() => {
      throw new SceneRequestError('identity', undefined, 'identity is not responding');
    });
    this.isPrepared = true;
  }

  private async send(service: string, { method, path, body, version }: SceneRequest, token?: string) {
    const response = await fetch(new URL(path, this.urlOf(service)), {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new SceneRequestError(service, undefined, `${service} is not responding`);
    });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok) return answer;
    const { title = 'no reason given' } = (answer ?? {}) as { title?: string };
    throw new SceneRequestError(service, response.status, `${service}: ${title}`);
  }
}
