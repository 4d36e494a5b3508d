import { CommandError } from '../errors';
import { checkPipeline, runPipeline } from '../query/pipeline';
import { isDoc, type Doc } from '../query/values';
import type { Command, Handlers } from './command';

const DEFAULT_BATCH = 101;

function aggregate(command: Command): Doc {
  const { doc, store, database } = command;
  const pipeline = command.array('pipeline');
  checkPipeline(pipeline);
  const collectionless = doc.aggregate === 1;
  const collection = collectionless ? undefined : command.existing;
  const leading = pipeline[0] && isDoc(pipeline[0].$match) ? pipeline[0].$match : undefined;
  const input = (collection?.find({ filter: leading ?? {}, compile: command.compile }) ?? []).map(
    (stored) => stored.doc,
  );
  const docs = runPipeline(input, leading ? pipeline.slice(1) : pipeline, {
    scope: command.scope,
    collection: (name) =>
      (store.find(database, name)?.find({ filter: {} }) ?? []).map((stored) => stored.doc),
  });
  const cursor = command.object('cursor');
  const namespace = collectionless ? `${database}.$cmd.aggregate` : command.namespace;
  if (doc.explain) throw new CommandError(59, 'explain is not supported by embedded-mongo');
  return {
    cursor: store.cursors.open(namespace, docs, command.count('batchSize', DEFAULT_BATCH, cursor), false),
  };
}

export const aggregateCommands: Handlers = { aggregate };
