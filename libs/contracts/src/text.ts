import { z } from 'zod';
import { byteLength } from './limits';

/** Unpaired halves of characters outside the BMP: they have no UTF-8, so each is stored as U+FFFD. */
const loneSurrogate = /\p{Cs}/u;
/** Neither control characters nor separators of lines and paragraphs. */
const oneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;
/** No control characters but tab and line ends. */
const severalLines = /^(?:[^\p{Cc}]|[\t\n\r])*$/u;
/** Combining marks need a letter to stand on. Four symbols are blank: a Braille cell, a notehead and two hieroglyphs. */
const visible = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}\u{13441}\u{13442}]/u;

/** Any text that has a form in UTF-8: what is stored is what was sent. */
export const wellFormedText = () =>
  z.string().refine((text) => !loneSurrogate.test(text), { error: 'Not well-formed Unicode', abort: true });

const readableText = () =>
  wellFormedText().refine((text) => text.trim() === '' || visible.test(text), {
    error: 'Only invisible characters',
    abort: true,
  });

/** One line of at most `maxLength` UTF-16 units, without space around it; it may be empty, but not of invisible characters. */
export const lineOfText = (maxLength: number) =>
  readableText()
    .trim()
    .max(maxLength)
    .refine((text) => oneLine.test(text), { error: 'One line without control characters', abort: true });

/** Text with line ends, of at most `maxBytes` in UTF-8; it may be blank, but not of invisible characters. */
export const multilineText = (maxBytes: number) =>
  readableText()
    .max(maxBytes)
    .refine((text) => byteLength(text) <= maxBytes, {
      error: `Too long: at most ${maxBytes} bytes of UTF-8`,
    })
    .refine((text) => severalLines.test(text), { error: 'No control characters but tabs and line ends' });
