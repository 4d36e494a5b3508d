import { useEffect, useRef } from 'react';
import { maxSearchLength } from './filters';

const pauseMs = 300;

export const searchId = 'search';

interface Props {
  value: string;
  onChange: (search: string) => void;
}

/** Searches after a pause in typing, or at once with Enter. Uncontrolled: what one types is never overtaken. */
export function SearchField({ value, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Filters may change during the pause; the search must then join the new ones.
  const latestOnChange = useRef(onChange);

  useEffect(() => {
    latestOnChange.current = onChange;
  });

  useEffect(() => {
    if (input.current && value !== sent.current) input.current.value = value;
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = () => {
    clearTimeout(timer.current);
    const search = input.current?.value.trim() ?? '';
    if (search === sent.current) return;
    sent.current = search;
    latestOnChange.current(search);
  };
  const sendAfterPause = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(send, pauseMs);
  };

  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="visually-hidden" htmlFor={searchId}>
        Search courses
      </label>
      <svg className="search__icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L20.5 20.5" />
      </svg>
      <input
        ref={input}
        id={searchId}
        className="search__input"
        type="search"
        name="search"
        placeholder="Search courses"
        autoComplete="off"
        maxLength={maxSearchLength}
        defaultValue={value}
        onInput={sendAfterPause}
      />
    </form>
  );
}
