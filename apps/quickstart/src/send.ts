interface Message {
  body?: object;
  headers?: Record<string, string>;
  /** Access token. */
  token?: string;
}

/** Sends a request and returns the body of its response; throws with that body when the status is an error. */
export async function send(
  method: string,
  url: string,
  { body, headers = {}, token }: Message = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`Demo data: ${method} ${url} was answered with ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
