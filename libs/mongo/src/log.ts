/** The logger of this library; a pino logger or the console. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}
