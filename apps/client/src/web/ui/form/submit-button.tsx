import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  busy: boolean;
  /** The label while it is busy. */
  busyText: string;
}

/** Keeps the focus while it is busy and ignores further clicks. */
export function SubmitButton({ busy, busyText, children, onClick, ...button }: Props) {
  return (
    <button
      type="submit"
      className="button"
      {...button}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? busyText : children}
    </button>
  );
}
