/** Expressions that compare with the database's clock, so that the clocks of the processes do not matter. */

/** `ms` from now. */
export const fromNow = (ms: number) => ({ $add: ['$$NOW', ms] });

/** Whether the date of a field is over or absent. */
export const isOver = (field: string) => ({ $not: [{ $gt: [field, '$$NOW'] }] });
