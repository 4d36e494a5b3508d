/** The latest state of what another service owns, built from its events. */
export interface Projection<State> {
  /** Stores the state unless a newer version is stored. */
  upsertIfNewer(id: string, version: number, state: State): Promise<void>;
  /** Those that are known, by id. */
  find(ids: readonly string[]): Promise<ReadonlyMap<string, State>>;
}

export interface Syllabus {
  /** In their order. */
  lessonIds: string[];
  courseTitle?: string;
}

export interface Student {
  name: string;
}
