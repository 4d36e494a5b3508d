import { setTimeout as pause } from 'node:timers/promises';
import type { Change, EventMessage, Page } from '@courses/contracts';
import {
  AggregateStore,
  ConflictError,
  DuplicateKeyError,
  inCurrentTrace,
  type Database,
} from '@courses/mongo';
import { rosterNotFound } from '../domain/load-roster';
import { mergeEvents, type Participant, type Roster } from '../domain/roster';
import type { ParticipantQuery, RosterRepository } from '../domain/roster-repository';
import type { RosterSummary } from '../domain/roster-summary';
import { KeyedBatcher } from './keyed-batcher';
import { pageOfParticipants } from './page-of-participants';
import { rosterFields, toRoster, toState, toSummary, type RosterDocument } from './roster-document';

interface PendingChange {
  decide: (roster: Roster) => Change<Roster>;
  resolve: (roster: Roster) => void;
  reject: (reason: unknown) => void;
}

/** Changes that go into one update. */
const maxBatchSize = 256;
/** Other processes that write the same roster are few, and each of them batches too. */
const maxAttempts = 50;

const lists = {
  seats: { order: 'enrolled', without: { waiting: 0 } },
  waiting: { order: 'waiting', without: { seats: 0 } },
} as const;

const withoutLists = { seats: 0, waiting: 0 } as const;

export class MongoRosterRepository implements RosterRepository {
  private readonly store: AggregateStore<RosterDocument>;
  private readonly batcher = new KeyedBatcher<PendingChange>(this.flush.bind(this), maxBatchSize);

  constructor(database: Database) {
    this.store = new AggregateStore<RosterDocument>(database, 'rosters', rosterFields);
  }

  get outbox() {
    return this.store.outbox;
  }

  async find(courseId: string): Promise<Roster | undefined> {
    const found = await this.store.find(courseId);
    return found && toRoster(found);
  }

  async findSummary(courseId: string): Promise<RosterSummary | undefined> {
    const found = await this.store.find(courseId, withoutLists);
    return found && toSummary(found);
  }

  async findSummaries(courseIds: readonly string[]): Promise<RosterSummary[]> {
    const filter = { _id: { $in: [...courseIds] } };
    const { items } = await this.store.page({ filter, limit: courseIds.length, without: withoutLists });
    return items.map(toSummary);
  }

  async insert({ state, events }: Change<Roster>): Promise<boolean> {
    try {
      await this.store.insert(toState(state), events);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  update(courseId: string, decide: PendingChange['decide']): Promise<Roster> {
    const change = inCurrentTrace(decide);
    return new Promise((resolve, reject) => this.batcher.add(courseId, { decide: change, resolve, reject }));
  }

  async list({ courseId, list, authorize, ...page }: ParticipantQuery): Promise<Page<Participant>> {
    const { order, without } = lists[list];
    const found = await this.store.find(courseId, without);
    if (!found) throw rosterNotFound(courseId);
    authorize(found);
    return pageOfParticipants(order, found[list], page);
  }

  private async flush(courseId: string, changes: PendingChange[]): Promise<void> {
    try {
      for (let attempt = 1; ; attempt += 1) {
        const settle = await this.tryFlush(courseId, changes, attempt === maxAttempts);
        if (settle) return settle();
        await pause(Math.random() * 2 ** Math.min(attempt, 6));
      }
    } catch (error) {
      for (const { reject } of changes) reject(error);
    }
  }

  /** Returns how to settle the changes, or undefined when another process changed the roster meanwhile. */
  private async tryFlush(
    courseId: string,
    changes: PendingChange[],
    isLast: boolean,
  ): Promise<(() => void) | undefined> {
    const before = await this.find(courseId);
    if (!before) throw rosterNotFound(courseId);
    const { roster, events, settle } = decideAll(before, changes);
    if (roster === before) return settle;
    try {
      await this.store.replace(toState({ ...roster, version: before.version + 1 }), events);
      return settle;
    } catch (error) {
      if (error instanceof ConflictError && !isLast) return undefined;
      throw error;
    }
  }
}

/** One after the other; a change that is rejected leaves the roster as it is. */
function decideAll(before: Roster, changes: PendingChange[]) {
  let roster = before;
  const all: EventMessage[] = [];
  const settlements: (() => void)[] = [];
  for (const { decide, resolve, reject } of changes) {
    try {
      const { state, events } = decide(roster);
      roster = state;
      all.push(...events);
      settlements.push(() => resolve(state));
    } catch (error) {
      settlements.push(() => reject(error));
    }
  }
  const events = mergeEvents(roster, all);
  return { roster, events, settle: () => settlements.forEach((settle) => settle()) };
}
