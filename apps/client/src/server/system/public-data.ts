/**
 * What anybody may see of an event's data: numbers, dates, and the fields listed here. What people wrote or are called, and what
 * is only for those who have a seat, is replaced by its length; so is every field that a later version adds.
 */
const shown = new Set(['title', 'courseTitle', 'summary', 'status', 'level', 'tags', 'reason', 'roles']);
/** Of courses and their parts. Ids of people are shortened: one can follow a person, but not look up who that is. */
const publicIds = new Set(['id', 'courseId', 'lessonId', 'enrollmentId']);

export function publicData(data: unknown, isPerson: boolean): unknown {
  return publicValue('', data, isPerson);
}

function publicValue(key: string, value: unknown, isPerson: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => publicValue(key, each, isPerson));
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    return Object.fromEntries(fields.map(([name, field]) => [name, publicValue(name, field, isPerson)]));
  }
  return typeof value === 'string' ? publicText(key, value, isPerson) : value;
}

function publicText(key: string, text: string, isPerson: boolean): string {
  if (shown.has(key) || /At$/.test(key)) return text;
  if (publicIds.has(key) && !(isPerson && key === 'id')) return text;
  if (/^id$|Ids?$/.test(key)) return shortId(text);
  return `(hidden: ${text.length.toLocaleString('en')} characters)`;
}

export const shortId = (id: string): string => `…${id.slice(-6)}`;
