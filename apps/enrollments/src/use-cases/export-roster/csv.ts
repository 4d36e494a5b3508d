/** So that spreadsheets read UTF-8. */
const byteOrderMark = '\ufeff';

/** What a spreadsheet takes for a formula, also in full width, and behind space or control characters. */
const formula = /^[\s\p{C}]*[=+\-@＝＋－＠]/u;

/** RFC 4180, with a header line; every value is quoted, and none is a formula. */
export const toCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  byteOrderMark + rows.map((row) => `${row.map(toField).join(',')}\r\n`).join('');

const toField = (value: string | number): string => {
  const text = String(value);
  // An apostrophe makes it text.
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};
