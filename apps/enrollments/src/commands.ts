import { setTimeout as pause } from 'node:timers/promises';
import { ConfigError, createLogger, formatStartupError } from '@courses/http-kit';
import { createContext } from '@courses/service-kit';
import { readConfig } from './config';
import { MongoEnrollmentRepository } from './persistence/mongo-enrollment.repository';
import { republishEnrollments } from './use-cases/republish-enrollments/republish-enrollments';

/** Runs one command instead of the service; a failure is one line and exit code 1. */
export async function runCommand(command: string): Promise<void> {
  try {
    if (command !== 'republish') throw new ConfigError(`There is no command ${command}; there is republish.`);
    process.stdout.write(`${await republish()}\n`);
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${formatStartupError(error)}\n`);
    process.exit(1);
  }
}

async function republish(): Promise<string> {
  const logger = createLogger('enrollments', 'silent');
  const { database, bus } = createContext('enrollments', readConfig(), { logger });
  const enrollments = new MongoEnrollmentRepository(database);
  database.start();
  await bus.start();
  await reached('The database', 'MONGODB_URI', () => database.state === 'connected');
  await reached('The broker', 'AMQP_URL', () => bus.state === 'connected');
  const count = await republishEnrollments({ enrollments }, (event) => bus.publish(event))();
  return `Published the state of ${count} enrollment${count === 1 ? '' : 's'} again.`;
}

async function reached(what: string, variable: string, isConnected: () => boolean): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!isConnected()) {
    if (performance.now() > deadline) throw new ConfigError(`${what} cannot be reached. Check ${variable}.`);
    await pause(100);
  }
}
