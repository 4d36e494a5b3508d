import { accountLimits } from '@courses/contracts/limits';

const { passwordMinLength } = accountLimits;

export const passwordHint = `At least ${passwordMinLength} characters, such as a short sentence.`;

/** What only the server knows, such as which passwords are common, it says itself. */
export const isLongEnough = (password: string): true | string =>
  [...password].length >= passwordMinLength || `Use at least ${passwordMinLength} characters.`;
