const codeNames = new Map<number, string>([
  [1, 'InternalError'],
  [2, 'BadValue'],
  [9, 'FailedToParse'],
  [13, 'Unauthorized'],
  [14, 'TypeMismatch'],
  [15, 'Overflow'],
  [16, 'InvalidLength'],
  [20, 'IllegalOperation'],
  [26, 'NamespaceNotFound'],
  [27, 'IndexNotFound'],
  [28, 'PathNotViable'],
  [40, 'ConflictingUpdateOperators'],
  [43, 'CursorNotFound'],
  [48, 'NamespaceExists'],
  [56, 'EmptyFieldName'],
  [59, 'CommandNotFound'],
  [66, 'ImmutableField'],
  [67, 'CannotCreateIndex'],
  [72, 'InvalidOptions'],
  [73, 'InvalidNamespace'],
  [85, 'IndexOptionsConflict'],
  [86, 'IndexKeySpecsConflict'],
  [115, 'CommandNotSupported'],
  [168, 'InvalidPipelineOperator'],
  [171, 'CannotIndexParallelArrays'],
  [10334, 'BSONObjectTooLarge'],
  [40414, 'IDLFailedToParse'],
  [11000, 'DuplicateKey'],
]);

/** An error that the client gets as MongoDB's error document. */
export class CommandError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const badValue = (message: string) => new CommandError(2, message);
export const failedToParse = (message: string) => new CommandError(9, message);
export const typeMismatch = (message: string) => new CommandError(14, message);

/** Anything thrown while a command ran: what it meant, "bad value" where a library refused the input, or a fault of ours. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof TypeError || error instanceof RangeError) return new CommandError(1, error.message);
  return badValue(error instanceof Error ? error.message : String(error));
}

/** Runs what MongoDB does in the executor of a command, and words the error as it does. */
export function executing<T>(command: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const { code, message, extra } = asCommandError(error);
    throw new CommandError(code, `Plan executor error during ${command} :: caused by :: ${message}`, extra);
  }
}

/** The top-level form: `{ ok: 0, … }`. */
export function errorReply(error: CommandError): Record<string, unknown> {
  const codeName = codeNames.get(error.code) ?? `Location${error.code}`;
  return { ok: 0, errmsg: error.message, code: error.code, codeName, ...error.extra };
}

/** The form inside `writeErrors`. */
export function writeErrorEntry(error: CommandError, index: number): Record<string, unknown> {
  return { index, code: error.code, errmsg: error.message, ...error.extra };
}
