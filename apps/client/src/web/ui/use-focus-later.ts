import { useEffect, useRef } from 'react';

type Find = () => HTMLElement | null | undefined;

/**
 * Moves the focus after a render that may remove the focused element, as when a form closes: to what `find` returns, as soon
 * as it returns something.
 */
export function useFocusLater(): (find: Find) => void {
  const wanted = useRef<Find>(undefined);
  useEffect(() => {
    const element = wanted.current?.();
    if (!element) return;
    wanted.current = undefined;
    element.focus();
  });
  return (find) => {
    wanted.current = find;
  };
}
