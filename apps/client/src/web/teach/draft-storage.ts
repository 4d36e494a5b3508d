/** Unsaved form values, kept in this tab. */
export interface Draft<Fields> {
  base: Fields;
  mine: Fields;
}

const nameOf = (key: string) => `draft:${key}`;

export function readDraft<Fields>(key: string): Draft<Fields> | undefined {
  try {
    const text = sessionStorage.getItem(nameOf(key));
    return text === null ? undefined : (JSON.parse(text) as Draft<Fields>);
  } catch {
    return undefined;
  }
}

export const hasDraft = (key: string): boolean => sessionStorage.getItem(nameOf(key)) !== null;

/** Ignores a full or blocked storage. */
export function saveDraft<Fields>(key: string, draft: Draft<Fields>): void {
  try {
    sessionStorage.setItem(nameOf(key), JSON.stringify(draft));
  } catch {
    return;
  }
}

export const deleteDraft = (key: string): void => sessionStorage.removeItem(nameOf(key));

/** The drafts whose key has this prefix. */
export function draftsUnder<Fields>(prefix: string): { key: string; draft: Draft<Fields> }[] {
  const keys = Object.keys(sessionStorage).map((name) => name.replace(/^draft:/, ''));
  return keys
    .filter((key) => key.startsWith(prefix))
    .flatMap((key) => {
      const draft = readDraft<Fields>(key);
      return draft ? [{ key, draft }] : [];
    });
}
