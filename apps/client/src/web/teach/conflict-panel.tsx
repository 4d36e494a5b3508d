import { useEffect, useRef, useState } from 'react';
import type { Conflict } from './save-merged';

interface Props<Fields> {
  conflict: Conflict<Fields>;
  mine: Fields;
  labels: Record<keyof Fields & string, string>;
  onResolve: (takeTheirs: string[]) => void;
}

/** Merge conflicts: shows both values of each field until one is chosen. */
export function ConflictPanel<Fields extends object>({ conflict, mine, labels, onResolve }: Props<Fields>) {
  const [taken, setTaken] = useState<string[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const choose = (field: string, theirs: boolean) =>
    setTaken((before) => [...before.filter((name) => name !== field), ...(theirs ? [field] : [])]);
  return (
    <div className="conflict" role="alert">
      <h3 ref={heading} tabIndex={-1} className="conflict__title">
        Someone else changed this while you were editing
      </h3>
      <p>Nothing is lost. Choose what to keep, then save.</p>
      {conflict.fields.map((field) => (
        <fieldset key={field} className="conflict__field">
          <legend className="field__label">{labels[field]}</legend>
          {[false, true].map((theirs) => (
            <label key={String(theirs)} className="conflict__choice">
              <input
                type="radio"
                name={`conflict-${field}`}
                checked={taken.includes(field) === theirs}
                onChange={() => choose(field, theirs)}
              />
              <span className="conflict__whose">{theirs ? 'Theirs' : 'Yours'}</span>
              <span className="conflict__text" dir="auto">
                {shown((theirs ? conflict.theirs : mine)[field])}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <button type="button" className="button" onClick={() => onResolve(taken)}>
        Save merged version
      </button>
    </div>
  );
}

const shown = (value: unknown): string =>
  (Array.isArray(value) ? value.join(', ') : String(value)).trim() || '(empty)';
