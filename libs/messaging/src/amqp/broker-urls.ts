const isOne = (url: string): boolean => URL.canParse(url) && /^amqps?:$/.test(new URL(url).protocol);

/** The nodes of one cluster in a comma-separated list of URLs. */
export const brokerUrls = (urls: string): string[] => urls.split(',').map((url) => url.trim());

/** Whether `urls` is an `amqp://` or `amqps://` URL, or a comma-separated list of them. */
export const isAmqpUrl = (urls: string): boolean => brokerUrls(urls).every(isOne);

/** Takes turns, each time in an order of its own, so that clients spread over the nodes, also when they leave the same one. */
export function rotation(urls: readonly string[]): () => string {
  const order = urls.map((url) => ({ url, place: Math.random() })).sort((a, b) => a.place - b.place);
  let turn = 0;
  return () => order[turn++ % order.length]!.url;
}
