const isOne = (url: string): boolean => URL.canParse(url) && /^amqps?:$/.test(new URL(url).protocol);

/** The nodes of one cluster in a comma-separated list of URLs. */
export const brokerUrls = (urls: string): string[] => urls.split(',').map((url) => url.trim());

/** Whether `urls` is an `amqp://` or `amqps://` URL, or a comma-separated list of them. */
export const isAmqpUrl = (urls: string): boolean => brokerUrls(urls).every(isOne);

/** Takes turns, from the first. */
export function rotation(urls: readonly string[]): () => string {
  let turn = 0;
  return () => urls[turn++ % urls.length] as string;
}
