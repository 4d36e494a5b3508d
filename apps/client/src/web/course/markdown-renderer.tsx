import MarkdownToJsx, { type MarkdownToJSX } from 'markdown-to-jsx/react';
import type { ComponentProps, ReactNode } from 'react';

export interface MarkdownProps {
  text: string;
  /** The level that the text's own first-level headings get, so that they fit below the page's. */
  topHeading: 3 | 4;
}

export default function MarkdownRenderer({ text, topHeading }: MarkdownProps) {
  return (
    <div className="prose">
      <MarkdownToJsx options={optionsBelow[topHeading]}>{text}</MarkdownToJsx>
    </div>
  );
}

const optionsBelow = { 3: optionsFor(3), 4: optionsFor(4) };

/** Authors are not trusted: HTML stays text, links carry no script, and nothing gets an id that the page uses. */
function optionsFor(topHeading: 3 | 4): MarkdownToJSX.Options {
  const headings = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, headingOf(Math.min(level - 1 + topHeading, 6))]),
  );
  return {
    disableParsingRawHTML: true,
    forceBlock: true,
    wrapper: null,
    overrides: { ...headings, a: AuthorLink, img: AuthorImage, table: ScrollingTable },
  };
}

function headingOf(level: number) {
  const Heading = `h${level}` as 'h3' | 'h4' | 'h5' | 'h6';
  return function AuthorHeading({ children }: { children?: ReactNode }) {
    return <Heading>{children}</Heading>;
  };
}

function AuthorLink({ href, title, children }: ComponentProps<'a'>) {
  return (
    <a href={href} title={title} rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function AuthorImage({ src, alt, title }: ComponentProps<'img'>) {
  return <img src={src} alt={alt ?? ''} title={title} loading="lazy" referrerPolicy="no-referrer" />;
}

/** A wide table scrolls in its own box, and by keyboard too. */
function ScrollingTable({ children }: ComponentProps<'table'>) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="prose__scroll" role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
