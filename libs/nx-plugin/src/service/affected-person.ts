import type { KnownEvent } from '../workspace-contracts';

/** Fields of events that name a person, the one that it happened to first. */
const fields = ['studentId', 'instructorId', 'ownerId', 'authorId', 'userId', 'accountId', 'personId'];

/** Whom an event is about: where its id is found, in code, and an example of the event of `personId`. */
export interface Person {
  /** `subject`, `data.studentId`; undefined where the event names nobody. */
  person?: string;
  /** Code of the data of an event. */
  exampleData: string;
}

export function affectedPerson({ type, example, isCourse }: KnownEvent): Person {
  const data = example as Record<string, unknown>;
  const isAccount = type.startsWith('account.');
  const field = isAccount ? 'id' : fields.find((name) => name in data);
  const owned = field !== undefined && field in data ? { [field]: personId } : {};
  const person = field && { person: isAccount ? 'subject' : `data.${field}` };
  const exampleData = isCourse ? `aCourse(${codeOf(owned)})` : codeOf({ ...data, ...owned });
  return { ...person, exampleData };
}

const personId = '<personId>';

const codeOf = (data: object) => JSON.stringify(data).replaceAll(`"${personId}"`, 'personId');
