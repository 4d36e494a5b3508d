/** The latest state of what another service owns, built from its events. */
export interface Projection<State> {
  /** Stores the state unless a newer version is stored. */
  upsertIfNewer(id: string, version: number, state: State): Promise<void>;
  /** Those that are known, by id. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, State>>;
}

/** The ids of a course's lessons, in their order. */
export interface Syllabus {
  lessonIds: string[];
}

export interface Student {
  name: string;
}
