import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, createLogger, formatStartupError } from '@courses/http-kit';
import { Database } from '@courses/mongo';
import { readConfig } from './config';
import { MongoKeyStore } from './persistence/mongo-key-store';
import { KeyRing, RotationUnderwayError } from './security/key-ring';
import { WrongKeySecretError } from './security/sealed-keys';

/** Runs one command instead of the service; a failure is one line and exit code 1. */
export async function runCommand(command: string): Promise<void> {
  try {
    if (command !== 'rotate-keys')
      throw new ConfigError(`There is no command ${command}; there is rotate-keys.`);
    process.stdout.write(`${await rotateKeys()}\n`);
    process.exit(0);
  } catch (error) {
    const expected = error instanceof RotationUnderwayError || error instanceof WrongKeySecretError;
    process.stderr.write(`${expected ? error.message : formatStartupError(error)}\n`);
    process.exit(1);
  }
}

async function rotateKeys(): Promise<string> {
  const { MONGODB_URI, KEY_SECRET } = readConfig();
  const database = new Database(MONGODB_URI, 'identity', createLogger('identity', 'silent'));
  const keys = new KeyRing(new MongoKeyStore(database), KEY_SECRET);
  database.start();
  const reached = await Promise.race([database.ready().then(() => true), pause(15_000, false)]);
  if (!reached) throw new ConfigError('The database cannot be reached. Check MONGODB_URI.');
  await keys.prepare();
  const { kid, signsFrom } = await keys.rotate();
  return `Key ${kid} is published now and signs from ${signsFrom.toISOString()}. The old one stays until its tokens are gone.`;
}
