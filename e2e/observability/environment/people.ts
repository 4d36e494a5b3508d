interface Expected {
  /** Sent as If-Match. */
  etag?: string;
  /** The status, when it is not a success. */
  status?: number;
}

/** Somebody who uses the page: requests with a session of the client. */
export class Person {
  /** `headers` are those of a session. */
  constructor(
    private readonly url: string,
    headers: string[],
  ) {
    this.headers = Object.fromEntries(headers.map((header) => header.split(': ') as [string, string]));
  }

  private readonly headers: Record<string, string>;

  static async signUp(url: string, email: string): Promise<Person> {
    const person = new Person(url, ['sec-fetch-site: same-origin']);
    const password = 'a long passphrase 4 observers';
    await person.send('POST', '/api/v1/accounts', { email, password, displayName: 'Observed' });
    await person.send('POST', '/session', { email, password });
    return person;
  }

  /** Fails unless the response is as expected. */
  async send(method: string, path: string, body?: object, { etag, status }: Expected = {}) {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...this.headers,
        ...(body && { 'content-type': 'application/json' }),
        ...(etag && { 'if-match': etag }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!(status ? response.status === status : response.ok))
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    this.keepCookie(response);
    return {
      etag: response.headers.get('etag') ?? '',
      body: (text ? JSON.parse(text) : {}) as { id: string },
    };
  }

  /** Creates a course with one lesson; resolves to its id. */
  async draftCourse(capacity: number): Promise<string> {
    const fields = { title: 'Observed', summary: 'Published under observation.', capacity };
    const { body, etag } = await this.send('POST', '/api/v1/courses', fields);
    const lesson = { title: 'The only lesson', durationMinutes: 5, content: 'Nothing to learn here.' };
    await this.send('POST', `/api/v1/courses/${body.id}/lessons`, lesson, { etag });
    return body.id;
  }

  private keepCookie({ headers }: Response): void {
    const [cookie] = (headers.get('set-cookie') ?? '').split(';', 1);
    if (cookie) this.headers.cookie = cookie;
  }
}
