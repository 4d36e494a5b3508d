const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const domainName = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])$/;

/**
 * The one form of an address under which an account is known, or undefined for what is no address here. Compatibility
 * forms (full-width letters) become plain ones, capitals small, and an international domain its `xn--` form. What then is
 * not ASCII before the @ is refused: a Cyrillic а must not pass for a Latin a.
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
