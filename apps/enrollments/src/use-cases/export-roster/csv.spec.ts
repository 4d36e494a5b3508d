import { toCsv } from './csv';

const fieldOf = (text: string) => toCsv([[text]]).slice(1);

it('begins with a byte order mark and ends each line with CR LF', () => {
  expect(
    toCsv([
      ['Name', 'Lessons'],
      ['Zoë', 3],
    ]),
  ).toBe('\ufeff"Name","Lessons"\r\n"Zoë","3"\r\n');
});

it('quotes commas, quotes and line ends', () => {
  expect(fieldOf('Ada, "the first"\nof all')).toBe('"Ada, ""the first""\nof all"\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1+1', '\u200b=1'])(
  'writes %j as text, which a spreadsheet would take for a formula',
  (text) => {
    expect(fieldOf(text)).toBe(`"'${text}"\r\n`);
  },
);

it('leaves other text as it is', () => {
  expect(fieldOf('Jean-Luc = 1')).toBe('"Jean-Luc = 1"\r\n');
});
