import { Aggregator } from 'mingo/aggregator';
import { Context, OpType } from 'mingo/core';
import { Lazy, type Iterator } from 'mingo/lazy';
import { $addFields, $project } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { CommandError } from '../errors';
import { decode, encode } from '../wire/message';
import { evaluationOptions } from './expressions';
import { compileFilter } from './matcher';
import { flattenSpec } from './projection';
import { parseSort, sortDocs } from './sort';
import type { Doc } from './values';

export interface PipelineSources {
  variables: Doc;
  /** The documents of another collection, for `$lookup`. */
  collection(name: string): Doc[];
}

const nested =
  (stage: typeof $addFields) =>
  (docs: Iterator, spec: Doc, options: Options): Iterator =>
    stage(docs, Object.fromEntries(flattenSpec(spec)), options);

/** Our own where mingo's order, its reading of nested documents or its answer to an empty input differs from MongoDB's. */
const ownStages = {
  $match: (docs: Iterator, filter: Doc) => docs.filter(compileFilter(filter)),
  $sort: (docs: Iterator, sort: Doc) => {
    const fields = parseSort(sort);
    return docs.transform((all) => Lazy(sortDocs(all as Doc[], fields, (doc) => doc)));
  },
  $count: (docs: Iterator, field: string) =>
    docs.transform((all) => Lazy(all.length ? [{ [field]: all.length }] : [])),
  $set: nested($addFields),
  $addFields: nested($addFields),
  $project: nested($project),
};
const context = Context.from(Context.init({ pipeline: ownStages as never }), evaluationOptions.context);

const refused = new Set(['$changeStream', '$out', '$merge']);
const allowedInUpdate = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);
/** Stages that only read what they are given; any other might write into a stored document. */
const harmless = new Set(['$match', '$group', '$count', '$sort', '$skip', '$limit']);

/** Throws for stages that do not exist or do not belong into an embedded server. */
export function checkPipeline(pipeline: Doc[]): string[] {
  return pipeline.map((stage) => {
    const [name = '', ...others] = Object.keys(stage);
    if (name === '' || others.length > 0) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (refused.has(name)) throw new CommandError(40324, `${name} is not supported by embedded-mongo`);
    if (!context.getOperator(OpType.PIPELINE, name)) {
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    }
    return name;
  });
}

export function runPipeline(docs: Doc[], pipeline: Doc[], sources: PipelineSources): Doc[] {
  if (pipeline.length === 0) return docs;
  const input = checkPipeline(pipeline).every((name) => harmless.has(name)) ? docs : docs.map(copy);
  const options = {
    ...evaluationOptions,
    context,
    variables: sources.variables,
    collectionResolver: (name: string) => sources.collection(name).map(copy),
  };
  return new Aggregator(pipeline as never, options).run(input);
}

/** A pipeline in an update: the stages that keep one document one document. `doc` may be changed. */
export function runUpdatePipeline(doc: Doc, pipeline: Doc[], variables: Doc = {}): Doc {
  const stopped = checkPipeline(pipeline).find((name) => !allowedInUpdate.has(name));
  if (stopped) throw new CommandError(72, `${stopped} is not allowed to be used within an update`);
  const options = { ...evaluationOptions, context, variables };
  return new Aggregator(pipeline as never, options).run([doc])[0] as Doc;
}

const copy = (doc: Doc): Doc => decode(encode(doc));
