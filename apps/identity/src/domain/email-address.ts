const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/;

/**
 * The canonical form of an e-mail address, or undefined when it is invalid. Compatibility forms (full-width letters) are
 * normalized (NFKC), letters lowercased, and an internationalized domain becomes its `xn--` form. A local part that is not
 * ASCII after that is rejected: a Cyrillic а must not pass for a Latin a.
 */
export function normalizeEmail(text: string): string | undefined {
  const [local, domain, ...more] = text.normalize('NFKC').trim().toLowerCase().split('@');
  if (!local || !domain || more.length > 0) return undefined;
  const host = hostOf(domain);
  const valid = localPart.test(local) && local.length <= 64 && domainName.test(host) && host.length <= 185;
  return valid ? `${local}@${host}` : undefined;
}

function hostOf(domain: string): string {
  if (/[\s/:?#[\]\\%]/.test(domain)) return '';
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}
