import { isLowerBound, isUpperBound } from './normalize-schema';

/**
 * The side that a change breaks: `readers` were made for the recorded schema and meet a message of today; `messages` were
 * written under the recorded schema (events that are stored or on their way, requests of callers) and meet a reader of today.
 */
export type BrokenSide = 'readers' | 'messages' | 'both';

/**
 * What is compared, and thereby who meets what. An `event`: readers validate it and drop fields that they do not know;
 * both sides are of both ages. A `request`: written by a caller of any age, read by a service of today, which refuses
 * fields that it does not know. A `response`: written by a service of today, read by a caller of any age, who drops
 * fields that it does not know and checks no limits.
 */
export type Traffic = 'event' | 'request' | 'response';

/** The side that breaks when a keyword's value changes; `undefined` says that it is not there. */
export function brokenSideOf(keyword: string, before: unknown, after: unknown): BrokenSide {
  if (keyword === 'default') return 'both';
  if (before === undefined) return 'messages';
  if (after === undefined) return 'readers';
  if (keyword === 'type') return brokenSideOfType(typesOf(before), typesOf(after));
  if (isUpperBound(keyword)) return Number(after) < Number(before) ? 'messages' : 'readers';
  if (isLowerBound(keyword)) return Number(after) > Number(before) ? 'messages' : 'readers';
  return 'both';
}

function brokenSideOfType(before: unknown[], after: unknown[]): BrokenSide {
  if (before.every((type) => after.includes(type))) return 'readers';
  return after.every((type) => before.includes(type)) ? 'messages' : 'both';
}

/** Every integer is a number. */
const typesOf = (type: unknown): unknown[] =>
  [type].flat().flatMap((name) => (name === 'number' ? ['number', 'integer'] : [name]));

const counted: Record<Traffic, readonly BrokenSide[]> = {
  event: ['readers', 'messages', 'both'],
  request: ['messages', 'both'],
  response: ['readers', 'both'],
};

/** Whether this traffic has that side. */
export const isBroken = (traffic: Traffic, brokenSide: BrokenSide): boolean =>
  counted[traffic].includes(brokenSide);
