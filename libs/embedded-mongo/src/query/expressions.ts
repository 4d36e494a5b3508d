import { Context, evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors';
import { ownExpressions } from './expression-operators';
import { isDoc, type Doc } from './values';

/** What every expression of one command sees: the command's `let`, and one `$$NOW` however long it takes. */
export interface Scope {
  variables: Doc;
  now: Date;
}

/** Checks an aggregation expression and returns the function that gives its value on a document. */
export type Compile = (expr: unknown) => (doc: Doc) => unknown;

/** Those of mingo's that have a case of ours; every other one is refused. */
const {
  $and,
  $concat,
  $concatArrays,
  $cond,
  $filter,
  $ifNull,
  $indexOfArray,
  $let,
  $literal,
  $map,
  $mergeObjects,
  $not,
  $or,
  $reverseArray,
  $size,
  $slice,
  $sortArray,
  $toLong,
} = expression;

const expressions = {
  $and,
  $concat,
  $concatArrays,
  $cond,
  $filter,
  $ifNull,
  $indexOfArray,
  $let,
  $literal,
  $map,
  $mergeObjects,
  $not,
  $or,
  $reverseArray,
  $size,
  $slice,
  $sortArray,
  $toLong,
  ...ownExpressions,
};

export const allowedExpressions = Object.keys(expressions);

export const evaluationOptions = {
  idKey: '_id',
  scriptEnabled: false,
  context: Context.init({ expression: expressions }),
} as const;

export const compilerFor = (now: Date, options: Partial<Options>): Compile => {
  return (expr) => {
    const prepared = prepare(expr, now);
    return (doc) => evalExpr(doc, prepared, options as Options);
  };
};

export const compilerIn = ({ variables, now }: Scope): Compile =>
  compilerFor(now, { ...evaluationOptions, variables });

/** For filters that belong to no command. */
export const compileAlone: Compile = (expr) => compilerIn({ variables: {}, now: new Date() })(expr);

const known = new Set([...Object.keys(expression), ...Object.keys(accumulator)]);

/** The expression with `$$NOW` as a value. Throws for an operator that MongoDB or this server does not know. */
export function prepare(expr: unknown, now: Date): unknown {
  if (expr === '$$NOW') return { $literal: now };
  if (Array.isArray(expr)) return expr.map((one) => prepare(one, now));
  if (!isDoc(expr)) return expr;
  const [name = ''] = Object.keys(expr);
  if (name === '$literal') return expr;
  if (name.startsWith('$') && !Object.hasOwn(expressions, name)) {
    if (known.has(name)) throw notImplemented(name);
    throw new CommandError(168, `Unrecognized expression '${name}'`);
  }
  return Object.fromEntries(Object.entries(expr).map(([key, value]) => [key, prepare(value, now)]));
}

export const notImplemented = (name: string): CommandError =>
  new CommandError(115, `embedded-mongo does not implement ${name}; use a real MongoDB`);
