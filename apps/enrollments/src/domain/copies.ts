/** The newest state of something that belongs to another service, as its events told; older ones are left out. */
export interface Copies<State> {
  keep(id: string, version: number, state: State): Promise<void>;
  /** Those that are known, by id. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, State>>;
}

/** The ids of a course's lessons, in their order. */
export interface Syllabus {
  lessonIds: string[];
}

export interface Person {
  name: string;
}
