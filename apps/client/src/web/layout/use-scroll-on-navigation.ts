import { useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';

/** Scrolls a new page to the top; Back and Forward restore the position. Filters of a page do not scroll. */
export function useScrollOnNavigation(): void {
  const { key, pathname } = useLocation();
  const returns = useNavigationType() === NavigationType.Pop;
  const positions = useRef(new Map<string, number>());
  const shown = useRef(pathname);

  useLayoutEffect(() => {
    window.history.scrollRestoration = 'manual';
  }, []);
  useLayoutEffect(() => {
    if (shown.current !== pathname) {
      shown.current = pathname;
      window.scrollTo(0, returns ? (positions.current.get(key) ?? 0) : 0);
    }
    const known = positions.current;
    const remember = () => known.set(key, window.scrollY);
    remember();
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [key, pathname, returns]);
}
