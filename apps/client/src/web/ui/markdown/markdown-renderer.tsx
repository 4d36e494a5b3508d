import { astToJSX, parser, RuleType, type MarkdownToJSX } from 'markdown-to-jsx/react';
import { useMemo, type ComponentProps, type ReactNode } from 'react';

export interface MarkdownProps {
  text: string;
  /** The level that the text's highest headings get, so that they follow those of the page. */
  topHeading: 2 | 3 | 4;
}

/** Authors are not trusted: HTML stays text, links run no script, and nothing gets an id. */
export default function MarkdownRenderer({ text, topHeading }: MarkdownProps) {
  const content = useMemo(() => {
    const nodes = parser(text, { disableParsingRawHTML: true, forceBlock: true });
    shiftHeadings(nodes, topHeading);
    return astToJSX(nodes, optionsBelow[topHeading]);
  }, [text, topHeading]);
  return <div className="prose">{content}</div>;
}

type HeadingLevel = MarkdownToJSX.HeadingNode['level'];

/** Whichever level an author begins with, it becomes the top one. */
function shiftHeadings(nodes: MarkdownToJSX.ASTNode[], topHeading: number): void {
  const headings = nodes.filter((node) => node.type === RuleType.heading);
  const shift = topHeading - Math.min(...headings.map(({ level }) => level));
  for (const heading of headings) heading.level = Math.min(heading.level + shift, 6) as HeadingLevel;
}

const optionsBelow = { 2: optionsFor(2), 3: optionsFor(3), 4: optionsFor(4) };

function optionsFor(topHeading: 2 | 3 | 4): MarkdownToJSX.Options {
  // Headings inside quotes and lists are not shifted; here they come to the top level at least.
  const headings = Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, headingOf(Math.max(level, topHeading))]),
  );
  return {
    disableParsingRawHTML: true,
    wrapper: null,
    overrides: { ...headings, a: AuthorLink, img: AuthorImage, table: ScrollingTable },
  };
}

function headingOf(level: number) {
  const Heading = `h${level}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
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
