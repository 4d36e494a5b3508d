/** The logger of this library; a pino logger or the console. */
export interface Log {
  warn(details: object, message: string): void;
}
