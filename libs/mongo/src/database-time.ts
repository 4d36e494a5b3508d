/** Expressions that use the database's clock, so that the clocks of the processes do not matter. */

/** `ms` from now. */
export const fromNow = (ms: number) => ({ $add: ['$$NOW', ms] });

/** Whether the date in a field (`$name`) is over or absent. Compared as numbers, which every server of this protocol can. */
export const isOver = (field: string) => ({ $not: [{ $gt: [{ $toLong: field }, { $toLong: '$$NOW' }] }] });
