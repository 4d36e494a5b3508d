/** A short story that demo people play with the real services. */
export interface Scene {
  status: 'idle' | 'playing' | 'paused' | 'ended' | 'failed';
  steps: SceneStep[];
  /** Index of the current step; the number of steps when it has ended. */
  current: number;
  /** Why it failed. */
  problem?: string;
}

export interface SceneStep {
  title: string;
  /** What happens and why, shown while it happens. */
  sentence: string;
  /** Types of the events that it causes, in their order. */
  causes: string[];
  /** Those that have happened, in the order of `causes`; each with its id. */
  happened: Record<string, string>;
}
