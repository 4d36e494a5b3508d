/** A generator does nothing, for a reason that the reader can do something about. */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(reason: string, suggestion: string) {
    super(`${reason}\n${suggestion}`);
  }
}
