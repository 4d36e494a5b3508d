import { useRef, useState } from 'react';
import { useFocusLater } from './use-focus-later';

/** A question in place of the button that opens it: the focus goes to the question, and back to the button. */
export function useQuestion<Question extends HTMLElement = HTMLDivElement>() {
  const [asking, setAsking] = useState(false);
  const question = useRef<Question>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const focusLater = useFocusLater();
  const ask = (isAsking: boolean) => {
    setAsking(isAsking);
    focusLater(() => (isAsking ? question.current : opener.current));
  };
  return { asking, ask, question, opener };
}
