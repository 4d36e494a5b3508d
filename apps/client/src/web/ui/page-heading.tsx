import { useEffect, useRef, type ReactNode } from 'react';
import { mainId } from './main-id';

interface Props {
  /** Shown in the browser's tab and history. */
  title: string;
  children: ReactNode;
}

/** The h1 of a page. It takes the focus after a navigation, so that screen readers announce the page. */
export function PageHeading({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === siteName ? siteName : `${title} – ${siteName}`;
  }, [title]);
  useEffect(() => {
    if (document.activeElement?.id === mainId) heading.current?.focus({ preventScroll: true });
  });
  return (
    <h1 ref={heading} tabIndex={-1} className="page-heading">
      {children}
    </h1>
  );
}

export const siteName = 'Courses';
