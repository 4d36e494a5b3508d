import { failedToParse } from '../errors';
import { toNumber } from './arithmetic';

/** By milliseconds. */
export const moved = (date: Date, by: unknown): Date => new Date(date.getTime() + Math.round(toNumber(by)));

const months: Record<string, number> = { month: 1, quarter: 3, year: 12 };
const milliseconds: Record<string, number> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** A month later than the 31st is the last day of the next month. */
export function inUnits(date: Date, unit: string, amount: number): Date {
  const length = Object.hasOwn(milliseconds, unit) ? milliseconds[unit] : undefined;
  if (length !== undefined) return moved(date, amount * length);
  if (!Object.hasOwn(months, unit)) throw failedToParse(`unknown time unit value: ${unit}`);
  const result = new Date(date);
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + amount * months[unit]!);
  const lastDay = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return result;
}
