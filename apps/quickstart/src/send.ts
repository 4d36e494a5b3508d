interface RequestOptions {
  body?: object;
  headers?: Record<string, string>;
  token?: string;
}

/** Sends a request for the demo data and returns the body of the response; throws unless it succeeds. */
export async function send(
  method: string,
  url: string,
  { body, headers = {}, token }: RequestOptions = {},
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
    throw new Error(`Demo data: ${method} ${url} failed with status ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
