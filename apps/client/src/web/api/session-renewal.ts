/** Asks somebody whose session has ended to sign in again; false when they would rather not. */
type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** While somebody is signed in, this is how to ask. Gives how to take it back. */
export function onSessionEnd(how: Ask): () => void {
  ask = how;
  return () => {
    if (ask === how) ask = undefined;
  };
}

/** However many requests find that the session has ended, one question is asked. False where nobody was signed in. */
export function signInAgain(): Promise<boolean> {
  if (!ask) return Promise.resolve(false);
  asking ??= ask().finally(() => (asking = undefined));
  return asking;
}
