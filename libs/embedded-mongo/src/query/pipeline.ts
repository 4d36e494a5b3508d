import { Aggregator } from 'mingo/aggregator';
import { CommandError } from '../errors';
import { decode, encode } from '../wire/message';
import { evaluationOptions } from './expressions';
import type { Doc } from './values';

export interface PipelineSources {
  variables: Doc;
  /** The documents of another collection, for `$lookup`. */
  collection(name: string): Doc[];
}

const refused = new Set(['$changeStream', '$out', '$merge', '$indexStats', '$collStats', '$currentOp']);
/** Stages that only read what they are given; any other might write into a stored document. */
const harmless = new Set(['$match', '$group', '$count', '$sort', '$skip', '$limit']);

export function runPipeline(docs: Doc[], stages: Doc[], sources: PipelineSources): Doc[] {
  if (stages.length === 0) return docs;
  const names = stages.map((stage) => Object.keys(stage)[0] ?? '');
  const stopped = names.find((name) => refused.has(name));
  if (stopped) throw new CommandError(40324, `${stopped} is not supported by embedded-mongo`);
  const input = names.every((name) => harmless.has(name)) ? docs : docs.map(copy);
  const options = {
    ...evaluationOptions,
    variables: sources.variables,
    collectionResolver: (name: string) => sources.collection(name).map(copy),
  };
  return new Aggregator(stages as never, options as never).run(input as never) as Doc[];
}

const copy = (doc: Doc): Doc => decode(encode(doc));
