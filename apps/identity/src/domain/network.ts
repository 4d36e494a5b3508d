const byte = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const ipv4 = new RegExp(String.raw`^(${byte}(?:\.${byte}){3})(?::\d{1,5})?$`);
const ipv6 = /^(?:\[([\da-f:.]+)\](?::\d{1,5})?|([\da-f:.]*:[\da-f:.]*:[\da-f:.]*))$/i;

/**
 * The network of the first candidate that is an IP address, in one spelling: an IPv4 address, or the /64 of an IPv6 address,
 * because one person has a whole one. Proxies write addresses with ports, in brackets and in any case. Empty where none is
 * an address.
 */
export function networkOf(...candidates: (string | undefined)[]): string {
  for (const candidate of candidates) {
    const text = candidate?.trim().replace(/%[\w.~-]+(?=\]|$)/, '') ?? '';
    const [, plain] = ipv4.exec(text) ?? [];
    if (plain) return plain;
    const [, bracketed, bare] = ipv6.exec(text) ?? [];
    const network = ipv6Network(bracketed ?? bare ?? '');
    if (network) return network;
  }
  return '';
}

function ipv6Network(address: string): string | undefined {
  const url = `http://[${address}]`;
  if (!URL.canParse(url)) return undefined;
  // In its canonical spelling, without dots.
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::');
  const [first, last] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (first?.length ?? 0) - (last?.length ?? 0) }, () => '0');
  const groups = [...(first ?? []), ...(tail === undefined ? [] : zeros), ...(last ?? [])];
  const isMappedIpv4 = groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff';
  return isMappedIpv4 ? groups.slice(6).flatMap(bytesOf).join('.') : groups.slice(0, 4).join(':');
}

function bytesOf(group: string): number[] {
  const value = Number.parseInt(group, 16);
  return [value >> 8, value & 0xff];
}
