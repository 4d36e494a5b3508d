import { Context, evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import type { Doc } from './values';

export const evaluationOptions = {
  idKey: '_id',
  scriptEnabled: false,
  context: Context.init({ accumulator, expression, pipeline, projection, query, window }),
} as const;

/** The value of an aggregation expression on a document. */
export type Evaluate = (doc: Doc, expr: unknown) => unknown;

export const evaluate: Evaluate = (doc, expr) => evalExpr(doc, expr, evaluationOptions as never);
