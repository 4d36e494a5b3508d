/** A generator does nothing, for a reason that the reader can do something about. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(reason: string, suggestion: string) {
    super(`${reason}\n${suggestion}`);
  }
}
