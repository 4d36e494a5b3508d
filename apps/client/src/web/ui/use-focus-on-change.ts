import { useEffect, useRef, type RefObject } from 'react';

/**
 * When the state changes and the focus was on a control of the returned element that is gone now, the first link or button
 * in it takes the focus, so that a keyboard user goes on from there.
 */
export function useFocusOnChange(state: unknown): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    const element = box.current;
    const enter = () => (hadFocus.current = true);
    // An element that is removed loses the focus to nothing.
    const leave = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) hadFocus.current = false;
    };
    element?.addEventListener('focusin', enter);
    element?.addEventListener('focusout', leave);
    return () => {
      element?.removeEventListener('focusin', enter);
      element?.removeEventListener('focusout', leave);
    };
  }, []);
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body)
      box.current?.querySelector<HTMLElement>('a, button')?.focus();
  }, [state]);
  return box;
}
