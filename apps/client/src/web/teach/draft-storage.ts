/** What was typed and not saved yet, kept in this tab in case the page is left. */
export interface Draft<Fields> {
  base: Fields;
  mine: Fields;
}

const nameOf = (key: string) => `kept:${key}`;

export function readDraft<Fields>(key: string): Draft<Fields> | undefined {
  try {
    const text = sessionStorage.getItem(nameOf(key));
    return text === null ? undefined : (JSON.parse(text) as Draft<Fields>);
  } catch {
    return undefined;
  }
}

/** A full or forbidden storage is no reason to disturb somebody who types. */
export function keep<Fields>(key: string, text: Draft<Fields>): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(text));
  } catch {
    return;
  }
}

export const deleteDraft = (key: string): void => sessionStorage.removeItem(nameOf(key));

/** Everything that is kept under names with this beginning. */
export function draftsUnder<Fields>(beginning: string): { key: string; text: Draft<Fields> }[] {
  const keys = Object.keys(sessionStorage).map((name) => name.replace(/^kept:/, ''));
  return keys
    .filter((key) => key.startsWith(beginning))
    .flatMap((key) => {
      const text = readDraft<Fields>(key);
      return text ? [{ key, text }] : [];
    });
}
