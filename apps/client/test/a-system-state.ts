import type { SystemState } from '../src/shared/system-state';

export const aSystemState = (changes: Partial<SystemState> = {}): SystemState => ({
  services: ['courses', 'enrollments'].map((name) => ({ name, state: 'ready', checks: {} })),
  broker: 'connected',
  queues: [],
  live: ['client'],
  history: { intervalMs: 1_000, queues: {}, outboxes: {} },
  hasTraces: false,
  oneProcess: null,
  scene: null,
  ...changes,
});
