import { useLayoutEffect, useRef } from 'react';
import { SignInForm } from './sign-in-form';
import '../styles/form.css';
import '../styles/dialog.css';

interface Props {
  email: string;
  onDone: () => void;
  onDismiss: () => void;
}

/** A dialog over the page, which keeps everything that was typed. */
export default function SignInAgain({ email, onDone, onDismiss }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[type=password]')?.focus();
    // While it is in the document: the focus returns to where it was.
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="sign-in-again" onCancel={onDismiss}>
      <h2 id="sign-in-again" className="dialog__title">
        Your session has ended
      </h2>
      <p className="quiet">Sign in again to continue. Your changes are still here.</p>
      <SignInForm email={email} onDone={onDone} />
      <button type="button" className="text-button" onClick={onDismiss}>
        Not now
      </button>
    </dialog>
  );
}
