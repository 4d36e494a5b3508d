import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@courses/contracts';
import { AggregateStore, ConflictError, DuplicateKeyError, type Database } from '@courses/mongo';
import type { Change, Entry, Roster } from '../domain/roster';
import {
  rosterNotFound,
  type Admit,
  type PageRequest,
  type RosterRepository,
  type RosterSummary,
} from '../domain/roster-repository';
import { Gathering } from './gathering';
import { pageOfEntries } from './page-of-entries';
import { rosterFields, toEntry, toEvent, toRoster, toState, type RosterDocument } from './roster-document';

interface Wish {
  decide: (roster: Roster) => Change;
  resolve: (roster: Roster) => void;
  reject: (reason: unknown) => void;
}

/** Changes that go into one update. */
const changesAtOnce = 256;
/** Other processes that write the same roster are few, because each of them gathers too. */
const attempts = 50;

export class MongoRosterRepository implements RosterRepository {
  private readonly store: AggregateStore<RosterDocument>;
  private readonly gathering = new Gathering<Wish>((id, wishes) => this.fulfil(id, wishes), changesAtOnce);

  constructor(database: Database) {
    this.store = new AggregateStore<RosterDocument>(database, 'rosters', rosterFields);
  }

  get outbox() {
    return this.store.outbox;
  }

  async summary(courseId: string): Promise<RosterSummary | undefined> {
    const found = await this.store.find(courseId, { seats: 0, waiting: 0 });
    if (!found) return undefined;
    const { _id, ...summary } = found;
    return { courseId: _id, ...summary };
  }

  async find(courseId: string): Promise<Roster | undefined> {
    const found = await this.store.find(courseId);
    return found && toRoster(found);
  }

  async open(roster: Roster): Promise<boolean> {
    try {
      await this.store.insert(toState(roster), []);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  change(courseId: string, decide: Wish['decide']): Promise<Roster> {
    return new Promise((resolve, reject) => this.gathering.add(courseId, { decide, resolve, reject }));
  }

  async listSeats(courseId: string, page: PageRequest, admit: Admit): Promise<Page<Entry>> {
    const { seats } = await this.lists(courseId, { waiting: 0 }, admit);
    return pageOfEntries('enrolled', seats.map(toEntry), page);
  }

  async listWaiting(courseId: string, page: PageRequest, admit: Admit): Promise<Page<Entry>> {
    const { waiting } = await this.lists(courseId, { seats: 0 }, admit);
    return pageOfEntries('waiting', waiting.map(toEntry), page);
  }

  private async lists(courseId: string, without: Record<string, 0>, admit: Admit) {
    const found = await this.store.find(courseId, without);
    if (!found) throw rosterNotFound(courseId);
    admit(found.instructorId);
    return found;
  }

  private async fulfil(courseId: string, wishes: Wish[]): Promise<void> {
    try {
      for (let attempt = 1; ; attempt += 1) {
        const settle = await this.tryOnce(courseId, wishes, attempt === attempts);
        if (settle) return settle();
        await pause(Math.random() * 2 ** Math.min(attempt, 6));
      }
    } catch (error) {
      for (const { reject } of wishes) reject(error);
    }
  }

  /** Gives how to tell everybody what became of their wish, or undefined when the roster has moved on meanwhile. */
  private async tryOnce(courseId: string, wishes: Wish[], last: boolean): Promise<(() => void) | undefined> {
    const before = await this.find(courseId);
    if (!before) throw rosterNotFound(courseId);
    const { roster, events, settle } = decideAll(before, wishes);
    if (roster === before) return settle;
    try {
      await this.store.replace(toState({ ...roster, version: before.version + 1 }), events);
      return settle;
    } catch (error) {
      if (error instanceof ConflictError && !last) return undefined;
      throw error;
    }
  }
}

/** One after the other; a wish that is refused changes nothing. */
function decideAll(before: Roster, wishes: Wish[]) {
  let roster = before;
  const events: ReturnType<typeof toEvent>[] = [];
  const tell: (() => void)[] = [];
  for (const { decide, resolve, reject } of wishes) {
    try {
      const change = decide(roster);
      roster = change.roster;
      events.push(...change.happened.map((happening) => toEvent(change.roster, happening)));
      tell.push(() => resolve(change.roster));
    } catch (error) {
      tell.push(() => reject(error));
    }
  }
  return { roster, events, settle: () => tell.forEach((each) => each()) };
}
