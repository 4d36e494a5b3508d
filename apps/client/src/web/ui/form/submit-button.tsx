import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  busy: boolean;
  /** What the button says while it works. */
  busyText: string;
}

/** Keeps its place and the focus while it works, and takes no second click. */
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
