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

/** An API on its repositories and on nothing else: no relay and no consumer asks the database beside it. */
export interface CountedApi {
  url: string;
  /** What the database is asked meanwhile, through mongoose or beside it. Fails when the answer is no success. */
  commandsOf(work: () => PromiseLike<{ status: number }>): Promise<DatabaseCommand[]>;
  /** The stages of the plan that the database chooses for a find, the last to work first; see `describePlans`. */
  stagesOf(find: DatabaseCommand): Promise<string[]>;
  /** Where the finds of the work begin: IXSCAN at an index, COLLSCAN at every document. */
  scansOf(work: () => PromiseLike<{ status: number }>): Promise<Set<string | undefined>>;
  stop(): Promise<void>;
}

/** A `describe` of what an independent database says about itself; embedded-mongo has no explain, so there it is left out. */
export function describePlans(tests: () => void): void {
  const title = 'the database itself plans an index for';
  if (realBackingServices().mongodbUri) describe(title, tests);
  else describe.skip(`${title} (left out: embedded-mongo has no explain; npm run test:integration)`, tests);
}

/** MongoDB's shorter ways for a filter that is a whole key. */
const byWholeKey = new Set<string | undefined>(['IDHACK', 'EXPRESS_IXSCAN']);

/** What the driver asks for itself. */
const ownCommands = new Set(['hello', 'ping', 'endSessions']);

/** Starts the routes that `routesOn` makes, on the database of the tests. */
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
    if (!ownCommands.has(commandName)) commands.push(withoutSession(command));
  });
  const counted: CountedApi = {
    url: server.url,
    async commandsOf(work) {
      commands = [];
      const { status } = await work();
      if (status >= 300) throw new Error(`The answer was ${status}`);
      return commands;
    },
    async stagesOf(find) {
      const explain = { explain: find, verbosity: 'queryPlanner' };
      const answer = (await database.connection.db?.command(explain)) as Explained;
      return stagesIn(answer.queryPlanner.winningPlan);
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
