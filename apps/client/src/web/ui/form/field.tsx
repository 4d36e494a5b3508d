import { useId, type ComponentProps, type ReactNode } from 'react';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

/** Connects a control to the label, hint and error of its field. */
interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

/** A label, a hint and an error around one control. */
export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
      {error && (
        <p className="field__error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, ...input }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <input className="field__input" dir="auto" {...input} {...control} />}
    </Field>
  );
}

interface AreaProps extends FieldProps, ComponentProps<'textarea'> {
  /** For Markdown, where every character counts. */
  code?: boolean;
}

export function TextArea({ label, hint, error, code = false, ...area }: AreaProps) {
  const look = code ? 'field__input field__area field__area--code' : 'field__input field__area';
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <textarea className={look} dir="auto" {...area} {...control} />}
    </Field>
  );
}
