/** @jest-environment ./test/browser-environment.cjs */
import '@testing-library/jest-dom';
import { render } from '@testing-library/react';
import MarkdownRenderer from './markdown-renderer';

const rendered = (text: string) => {
  const { container } = render(<MarkdownRenderer text={text} topHeading={4} />);
  return container.firstElementChild as HTMLElement;
};

const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');

describe('Markdown of an author', () => {
  it('shows paragraphs, lists, code, quotes and tables', () => {
    const prose = rendered(
      'One *word*\n\n- a\n- b\n\n```sh\nls\n```\n\n> said\n\n| A | B |\n|---|--:|\n| 1 | 2 |',
    );
    for (const part of ['p > em', 'ul > li + li', 'pre > code', 'blockquote', 'table td']) {
      expect(prose.querySelector(part)).not.toBeNull();
    }
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'before\n\n<iframe srcdoc="x"></iframe>\n\nafter',
    '<div style="position:fixed" onclick="alert(1)">over the page</div>',
  ])('leaves HTML as text: %s', (text) => {
    const prose = rendered(text);
    expect(prose.querySelector('script, img, iframe, div, [style], [onclick]')).toBeNull();
    expect(withoutSpace(prose.textContent)).toBe(withoutSpace(text));
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVa\tScript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](vbscript:x)',
    '[x](data:text/html,x)',
    '<javascript:alert(1)>',
    '[x]\n\n[x]: javascript:alert(1)',
    '![x](javascript:alert(1))',
  ])('creates no link to a script: %s', (text) => {
    expect(rendered(text).querySelector('[href], [src]')).toBeNull();
  });

  it('adds noopener, noreferrer and nofollow to links', () => {
    const link = rendered('[the manual](https://example.org/a)').querySelector('a');
    expect(link).toHaveAttribute('href', 'https://example.org/a');
    expect(link?.rel).toBe('noopener noreferrer nofollow');
  });

  it.each([
    ['# a\n\n## b\n\n##### c', ['H4', 'H5', 'H6']],
    ['### a\n\n#### b\n\n### c', ['H4', 'H5', 'H4']],
    ['## a\n\n```sh\n# a comment\n```\n\n> # quoted', ['H4', 'H4']],
  ])('shifts headings below those of the page: %j', (text, tags) => {
    const headings = rendered(text).querySelectorAll('h1, h2, h3, h4, h5, h6');
    expect([...headings].map(({ tagName }) => tagName)).toEqual(tags);
  });

  it('sets no id that could collide with the page', () => {
    expect(rendered('# main\n\n## lessons').querySelector('[id]')).toBeNull();
  });

  it.each([
    ['quotes', '>'.repeat(65_000)],
    ['emphasis', '*a_'.repeat(21_000)],
    ['brackets', '[a]('.repeat(16_000)],
  ])('renders 64 KiB of hostile text in reasonable time: %s', (_what, text) => {
    expect(rendered(text)).not.toBeEmptyDOMElement();
  });
});
