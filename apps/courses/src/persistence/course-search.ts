/** Words for searching: lower case, without accents, letters and digits only. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  ),
];

/** One unique value to sort by title with, so that a page can continue after it. */
export const titleKeyOf = (title: string, id: string): string => `${wordsOf(title).join(' ')}\u0001${id}`;
