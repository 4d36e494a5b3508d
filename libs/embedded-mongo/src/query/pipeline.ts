import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { Lazy, type Iterator } from 'mingo/lazy';
import { CommandError } from '../errors';
import { decode, encode } from '../wire/message';
import { context, evaluationOptions } from './expressions';
import { compileFilter } from './matcher';
import { parseSort, sortDocs } from './sort';
import type { Doc } from './values';

export interface PipelineSources {
  variables: Doc;
  /** The documents of another collection, for `$lookup`. */
  collection(name: string): Doc[];
}

/** Our own where mingo's comparison, or its answer to an empty input, differs from MongoDB's. */
const ownStages = {
  $match: (docs: Iterator, filter: Doc) => docs.filter(compileFilter(filter)),
  $sort: (docs: Iterator, sort: Doc) => {
    const fields = parseSort(sort);
    return docs.transform((all) => Lazy(sortDocs(all as Doc[], fields, (doc) => doc)));
  },
  $count: (docs: Iterator, field: string) =>
    docs.transform((all) => Lazy(all.length ? [{ [field]: all.length }] : [])),
};
const stages = Context.from(Context.init({ pipeline: ownStages as never }), context);

const refused = new Set(['$changeStream', '$out', '$merge', '$indexStats', '$collStats', '$currentOp']);
/** Stages that only read what they are given; any other might write into a stored document. */
const harmless = new Set(['$match', '$group', '$count', '$sort', '$skip', '$limit']);

/** Throws for stages that do not exist or do not belong into an embedded server. */
export function runPipeline(docs: Doc[], pipeline: Doc[], sources: PipelineSources): Doc[] {
  if (pipeline.length === 0) return docs;
  const names = pipeline.map((stage) => Object.keys(stage)[0] ?? '');
  const stopped = names.find((name) => refused.has(name));
  if (stopped) throw new CommandError(40324, `${stopped} is not supported by embedded-mongo`);
  const input = names.every((name) => harmless.has(name)) ? docs : docs.map(copy);
  const options = {
    ...evaluationOptions,
    context: stages,
    variables: sources.variables,
    collectionResolver: (name: string) => sources.collection(name).map(copy),
  };
  return new Aggregator(pipeline as never, options).run(input);
}

const copy = (doc: Doc): Doc => decode(encode(doc));
