import type { Contender } from './contenders';

interface ScenarioDefinition {
  title: string;
  contenders: readonly Contender[];
  connections: number;
  /** Times the seconds of the others. */
  longer: number;
}

const full = ['ours', 'fastify', 'fastify-lean', 'fastify-cache', 'express', 'nest'] as const;
const databases = ['ours-uncached', 'fastify-database'] as const;
const course = 'GET /v1/courses/:id';
const list = 'GET /v1/courses?limit=20';

export const scenarios = {
  course: { title: course, contenders: [...full, 'raw'], connections: 50, longer: 1 },
  list: { title: list, contenders: [...full, 'raw'], connections: 50, longer: 1 },
  unchanged: { title: `${course}, If-None-Match: 304`, contenders: full, connections: 50, longer: 1 },
  token: { title: `${course}, with a token`, contenders: ['ours'], connections: 50, longer: 1 },
  courseFromDatabase: {
    title: `${course}, from the database`,
    contenders: databases,
    connections: 10,
    longer: 2,
  },
  listFromDatabase: {
    title: `${list}, from the database`,
    contenders: databases,
    connections: 10,
    longer: 2,
  },
} as const satisfies Record<string, ScenarioDefinition>;

export type Scenario = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios) as Scenario[];

/** Of the figure of the first contender divided by that of the second. */
export interface Comparison {
  scenario: Scenario;
  ours: Contender;
  theirs: Contender;
  /** Where theirs was measured; default: the same. */
  theirScenario?: Scenario;
  figure: 'perSecond' | 'p99Ms' | 'cpuMicros';
  atLeast?: number;
  atMost?: number;
}

const compareCached = (scenario: Scenario, fastify: number): Comparison[] => [
  { scenario, ours: 'ours', theirs: 'raw', figure: 'perSecond', atLeast: 0.45 },
  { scenario, ours: 'ours', theirs: 'fastify', figure: 'perSecond', atLeast: fastify },
  { scenario, ours: 'ours', theirs: 'nest', figure: 'perSecond', atLeast: 6 },
  { scenario, ours: 'ours', theirs: 'fastify', figure: 'p99Ms', atMost: 1 },
  { scenario, ours: 'ours', theirs: 'fastify-cache', figure: 'perSecond', atLeast: 1 },
  { scenario, ours: 'ours', theirs: 'fastify-cache', figure: 'p99Ms', atMost: 1 },
];

export const comparisons: Comparison[] = [
  ...compareCached('course', 2),
  ...compareCached('list', 2.5),
  {
    scenario: 'token',
    ours: 'ours',
    theirs: 'ours',
    theirScenario: 'course',
    figure: 'perSecond',
    atLeast: 0.8,
  },
  // By CPU time: the rate is that of the database.
  ...(['courseFromDatabase', 'listFromDatabase'] as const).map((scenario): Comparison => ({
    scenario,
    ours: 'ours-uncached',
    theirs: 'fastify-database',
    figure: 'cpuMicros',
    atMost: 1,
  })),
];
