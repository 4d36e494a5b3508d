import type { EventMessage } from '@courses/contracts';
import type { Logger } from '@courses/http-kit';
import type { Bus, DeadLetters } from '@courses/messaging';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { TraceReader } from '../../shared/trace';
import type { Upstream } from '../forwarding/targets';
import type { EventStream } from '../live/event-stream';
import { SceneActors, type ScenePeople } from '../scene/scene-people';
import { sceneRoutes } from '../scene/scene-routes';
import { SceneRunner } from '../scene/scene-runner';
import { story } from '../scene/story';
import { changeLimit } from './change-limit';
import type { SystemControl } from './control';
import { controlRoutes } from './control-routes';
import { deadLetterRoutes } from './dead-letter-routes';
import { toSystemEvent } from './event-details';
import { EventJournal } from './event-journal';
import { eventRoutes } from './event-routes';
import { HistoryRecorder } from './history';
import { readSample, systemReader } from './read-system';
import { sourceRoutes } from './source-routes';
import { stateRoute } from './system-routes';
import { traceRoutes } from './trace-routes';

interface SystemOptions {
  upstreams: Upstream[];
  bus: Bus;
  stream: EventStream;
  traces?: TraceReader | undefined;
  control?: SystemControl | undefined;
  scenePeople?: ScenePeople | undefined;
  /** Where there is no `control` that has its own. */
  deadLetters: DeadLetters;
  /** Throws for everybody who is not an admin now. */
  requireAdmin: (req: Request, res: Response) => Promise<void>;
  logger: Logger;
}

/** The server's part of the page "How it works". */
export interface System {
  routes: RequestHandler[];
  /** To be called with every event. */
  watch: (message: EventMessage) => void;
  stop: () => void;
}

export function createSystem(options: SystemOptions): System {
  const { upstreams, bus, stream, traces, control } = options;
  const journal = new EventJournal();
  const scene = sceneOf(options, journal);
  const reader = systemReader(upstreams, bus, control);
  const recorder = new HistoryRecorder(() => readSample(bus, control));
  const state = async () => ({
    ...(await reader.read()),
    history: recorder.history(),
    hasTraces: traces !== undefined,
    oneProcess: control ? oneProcess(control) : null,
    scene: scene?.scene ?? null,
  });
  return {
    routes: [
      stateRoute(state),
      eventRoutes(journal, traces),
      ...(traces ? [traceRoutes(traces)] : []),
      Router().use('/system', changeLimit()),
      ...(scene ? [sceneRoutes(scene)] : []),
      deadLetterRoutes({
        deadLetters: control?.deadLetters ?? options.deadLetters,
        authorize: control ? () => Promise.resolve() : options.requireAdmin,
        publishUnreadable: control?.publishUnreadable,
      }),
      ...(control ? [controlRoutes(control, () => reader.forget()), sourceRoutes(control.root)] : []),
    ],
    watch(message) {
      journal.add(message);
      stream.send('event', toSystemEvent(message));
    },
    stop() {
      scene?.stop();
      recorder.stop();
    },
  };
}

function sceneOf({ scenePeople, upstreams, logger }: SystemOptions, journal: EventJournal) {
  if (!scenePeople) return undefined;
  const urlOf = (service: string) => upstreams.find(({ name }) => name === service)?.url.href ?? '';
  return new SceneRunner({
    story: story(scenePeople, new SceneActors(scenePeople, urlOf)),
    onEvent: (listener) => journal.onEvent(listener),
    logger,
  });
}

const oneProcess = ({ embeddedBroker, embeddedDatabase, stoppable }: SystemControl) => ({
  embeddedBroker,
  embeddedDatabase,
  stoppable,
});

/** Where the page is switched off. */
export const noSystem: System = { routes: [], watch: () => undefined, stop: () => undefined };
