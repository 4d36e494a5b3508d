import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { CommandError } from '../errors';
import type { Doc } from './values';

/** mingo's operators; its own `$match` and friends are replaced where its comparison differs from MongoDB's. */
export const context = Context.init({
  accumulator,
  expression,
  pipeline,
  projection,
  query,
  window,
});

export const evaluationOptions = { idKey: '_id', scriptEnabled: false, context } as const;

/** The value of an aggregation expression on a document. */
export function evaluate(doc: Doc, expr: unknown, variables?: Doc): unknown {
  return evalExpr(doc, expr, { ...evaluationOptions, variables } as never);
}

const updateStages = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** A pipeline in an update: the stages that keep one document one document. */
export function runPipelineUpdate(doc: Doc, stages: Doc[], variables?: Doc): Doc {
  for (const stage of stages) {
    const [name = ''] = Object.keys(stage);
    if (!updateStages.has(name))
      throw new CommandError(72, `${name} is not allowed to be used within an update`);
  }
  return new Aggregator(stages as never, { ...evaluationOptions, variables }).run([doc] as never)[0] as Doc;
}
