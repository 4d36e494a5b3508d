import { course, courseFields, displayName, identityApi, lessonFields } from '.';
import { lineOfText, multilineText, wellFormedText } from './text';

const accepts = (schema: { safeParse(text: string): { success: boolean } }, text: string) =>
  schema.safeParse(text).success;

const malformed = ['\ud800', 'a\udc00b', '\udc00\ud800'];
const invisible = [
  '\u200b',
  '\u2060\u3164',
  '\ufe0f',
  '\u00ad \u200d',
  '\u2800',
  '\u202e',
  '\u0301',
  '\u{1d159}',
  '\u{13441}',
];
const visible = ['Knots', 'Zoë 🌱', '👩‍👩‍👧', 'می‌خواهم', '中文', '¿?', '🏳️‍🌈'];

describe('a line of text', () => {
  const line = lineOfText(20);

  it.each([...visible, '', '   '])('may be %j', (text) => expect(accepts(line, text)).toBe(true));

  it.each([...malformed, ...invisible, 'a\nb', 'a\tb', 'a\u0000', 'a\u0085b', 'a\u2028b', 'x'.repeat(21)])(
    'is not %j',
    (text) => expect(accepts(line, text)).toBe(false),
  );

  it('has one error for one fault', () => {
    for (const text of [...malformed, ...invisible, 'two\nlines'])
      expect(displayName.safeParse(text).error?.issues).toHaveLength(1);
  });

  it('has no space around it', () => {
    expect(line.parse('  Knots\n')).toBe('Knots');
  });
});

describe('a text of several lines', () => {
  const text = multilineText(20);

  it.each([...visible, '', ' \n\n', 'a\r\n\tb\u2028'])('may be %j', (value) =>
    expect(accepts(text, value)).toBe(true),
  );

  it.each([...malformed, ...invisible, 'a\u0000', 'a\u001b[1m', 'é'.repeat(11)])('is not %j', (value) =>
    expect(accepts(text, value)).toBe(false),
  );
});

it('a well-formed text has no unpaired surrogate', () => {
  for (const text of malformed) expect(accepts(wellFormedText(), text)).toBe(false);
  expect(accepts(wellFormedText(), '\u0000 🌱')).toBe(true);
});

describe('the fields that people write', () => {
  const { email, password } = identityApi.signIn.body.shape;
  const fields = {
    title: courseFields.shape.title,
    summary: courseFields.shape.summary,
    description: courseFields.shape.description,
    lessonTitle: lessonFields.shape.title,
    content: lessonFields.shape.content,
    displayName,
    email,
    password,
  };

  it.each(Object.entries(fields))('are well-formed (%s)', (_name, field) => {
    expect(accepts(field, 'x\ud800')).toBe(false);
    expect(accepts(field, 'x🌱')).toBe(true);
  });

  it.each(Object.entries(fields).slice(0, 6))('are visible (%s)', (_name, field) => {
    expect(accepts(field, '\u200b\u3164')).toBe(false);
  });

  it('are no reason to refuse a course that was stored before they had rules', () => {
    expect(accepts(course.shape.title, 'a\tb\u200b')).toBe(true);
    expect(accepts(course.shape.lessons.element.shape.title, '\u200b')).toBe(true);
  });
});
