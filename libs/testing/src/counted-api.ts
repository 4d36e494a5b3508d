import { api, createHttpApp, createMetrics, serve, type Route } from '@courses/http-kit';
import { Database } from '@courses/mongo';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import { realBackingServices } from './config';
import { startBackingServices } from './backing-services';

/** A command as it reaches the database, such as `{ find: 'courses', filter: {…}, sort: {…} }`. */
export interface DatabaseCommand extends Record<string, unknown> {
  filter?: Record<string, unknown>;
  sort?: Record<string, number>;
}

/** An API on its repositories alone: no relay and no consumer uses the database meanwhile. */
export interface CountedApi {
  url: string;
  /** The database commands that the request causes. Fails when the response is not a success. */
  commandsOf(work: () => PromiseLike<{ status: number }>): Promise<DatabaseCommand[]>;
  /** The stages of the winning plan of a find, from the root; see `describePlans`. */
  stagesOf(find: DatabaseCommand): Promise<string[]>;
  /** How the finds of the request read their documents: IXSCAN from an index, COLLSCAN from the whole collection. */
  scansOf(work: () => PromiseLike<{ status: number }>): Promise<Set<string | undefined>>;
  stop(): Promise<void>;
}

/** A `describe` for query plans; skipped on embedded-mongo, which has no explain. */
export function describePlans(tests: () => void): void {
  const title = 'the query planner uses an index for';
  if (realBackingServices().mongodbUri) describe(title, tests);
  else
    describe.skip(`${title} (skipped: embedded-mongo has no explain; run npm run test:integration)`, tests);
}

/** MongoDB's shortcuts for a filter on a whole unique key. */
const byWholeKey = new Set<string | undefined>(['IDHACK', 'EXPRESS_IXSCAN']);

/** Commands that the driver sends on its own. */
const driverCommands = new Set(['hello', 'ping', 'endSessions']);

/** Serves the routes that `routesOn` makes, on the database of the tests. */
export async function startCountedApi(routesOn: (database: Database) => Route[]): Promise<CountedApi> {
  const backingServices = await startBackingServices();
  const logger = pino({ level: 'silent' });
  const database = new Database(`${backingServices.mongodbUri}?monitorCommands=true`, 'test', logger);
  const mount = [api({ title: 'Test', description: '' }, routesOn(database))];
  const app = createHttpApp({ logger, metrics: createMetrics('test'), dependencies: {}, mount });
  const server = await serve(app, { port: 0 });
  database.start();
  await database.ready();

  let commands: DatabaseCommand[] = [];
  database.connection.getClient().on('commandStarted', ({ commandName, command }) => {
    // The database is probed meanwhile.
    const isProbe = command[commandName] === 'probes';
    if (!driverCommands.has(commandName) && !isProbe) commands.push(withoutSession(command));
  });
  const counted: CountedApi = {
    url: server.url,
    async commandsOf(work) {
      commands = [];
      const { status } = await work();
      if (status >= 300) throw new Error(`The request failed with ${status}`);
      return commands;
    },
    async stagesOf(find) {
      const explain = { explain: find, verbosity: 'queryPlanner' };
      const result = (await database.connection.db?.command(explain)) as Explained;
      return stagesIn(result.queryPlanner.winningPlan);
    },
    async scansOf(work) {
      const finds = (await counted.commandsOf(work)).filter(({ find }) => find !== undefined);
      const firsts = (await Promise.all(finds.map((find) => counted.stagesOf(find)))).map((stages) =>
        stages.at(-1),
      );
      return new Set(firsts.map((stage) => (byWholeKey.has(stage) ? 'IXSCAN' : stage)));
    },
    async stop() {
      await server.stop();
      await database.stop();
      await backingServices.stop();
    },
  };
  return counted;
}

function withoutSession(command: mongo.Document): DatabaseCommand {
  const { lsid: _lsid, $db: _db, ...rest } = mongo.BSON.deserialize(mongo.BSON.serialize(command));
  return rest;
}

interface Explained {
  queryPlanner: { winningPlan: Stage };
}

interface Stage {
  stage: string;
  inputStage?: Stage;
  inputStages?: Stage[];
}

const stagesIn = ({ stage, inputStage, inputStages = [] }: Stage): string[] => [
  stage,
  ...[...(inputStage ? [inputStage] : []), ...inputStages].flatMap(stagesIn),
];
