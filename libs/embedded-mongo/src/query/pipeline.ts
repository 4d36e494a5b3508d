import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { Lazy, type Iterator } from 'mingo/lazy';
import * as mingoStages from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { badValue, CommandError } from '../errors';
import { decode, encode } from '../wire/message';
import {
  compilerFor,
  evaluationOptions,
  notImplemented,
  prepare,
  type Compile,
  type Scope,
} from './expressions';
import { group } from './group';
import { compileFilter } from './matcher';
import { compileProjection, flattenSpec } from './projection';
import { parseSort, sortDocs } from './sort';
import { getField, isDoc, setField, type Doc } from './values';

export interface PipelineSources {
  scope: Scope;
  /** The documents of another collection, for `$lookup`. */
  collection(name: string): Doc[];
}

const withFields = (docs: Iterator, spec: Doc, compile: Compile): Iterator => {
  const fields = flattenSpec(spec).map(([path, expr]) => ({ parts: path.split('.'), value: compile(expr) }));
  return docs.map((doc: Doc) =>
    fields.reduce<unknown>((next, { parts, value }) => assign(next, parts, value(doc)), doc),
  );
};

/** A copy with the value at the path, in each element where the path leads through an array; undefined removes. */
function assign(container: unknown, [part, ...rest]: string[], value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(container)) return container.map((element) => assign(element, [part, ...rest], value));
  const doc = isDoc(container) ? { ...container } : {};
  const next = assign(getField(doc, part), rest, value);
  if (next === undefined) delete doc[part];
  else setField(doc, part, next);
  return doc;
}

const project = (docs: Iterator, spec: Doc, compile: Compile): Iterator =>
  docs.map(compileProjection(spec, compile, true) ?? ((doc: Doc) => doc));

const sorted = (docs: Iterator, sort: Doc): Iterator => {
  const fields = parseSort(sort);
  return docs.transform((all) => Lazy(sortDocs(all as Doc[], fields, (doc) => doc)));
};

const grouped = (docs: Iterator, spec: Doc, compile: Compile): Iterator => {
  const groupAll = group(spec, compile);
  return docs.transform((all) => Lazy(groupAll(all as Doc[])));
};

const replaced = (docs: Iterator, expr: unknown, compile: Compile): Iterator => {
  const value = compile(expr);
  return docs.map((doc: Doc) => {
    const next = value(doc);
    if (isDoc(next)) return next;
    throw new CommandError(40228, "'newRoot' expression must evaluate to an object");
  });
};

type OwnStage = (docs: Iterator, operand: never, compile: Compile) => Iterator;

/**
 * Our own where mingo's answer differs from MongoDB's, where it changes the documents that it is given, or where it
 * follows `constructor` to Object.prototype (`$project`).
 */
const ownStages: Record<string, OwnStage> = {
  $match: (docs, filter: Doc, compile) => docs.filter(compileFilter(filter, compile)),
  $sort: sorted,
  $count: (docs, field: string) => docs.transform((all) => Lazy(all.length ? [{ [field]: all.length }] : [])),
  $group: grouped,
  $sortByCount: (docs, expr: unknown, compile) =>
    sorted(grouped(docs, { _id: expr, count: { $sum: 1 } }, compile), { count: -1 }),
  $set: withFields,
  $addFields: withFields,
  $project: project,
  $replaceRoot: (docs, { newRoot }: Doc, compile) => replaced(docs, newRoot, compile),
  $replaceWith: replaced,
  $unset: (docs, fields: string | string[], compile) =>
    project(docs, Object.fromEntries([fields].flat().map((field) => [field, 0])), compile),
};

/** Those of mingo's that have a case of ours. */
const { $skip, $limit, $unwind, $facet, $lookup } = mingoStages;

export const allowedStages = new Set([
  ...Object.keys(ownStages),
  ...Object.keys({ $skip, $limit, $unwind, $facet, $lookup }),
]);

/** Every stage of a pipeline sees the same time. */
function contextAt(now: Date): Context {
  const own = Object.entries(ownStages).map(([name, stage]): [string, unknown] => [
    name,
    (docs: Iterator, operand: never, options: Options) => stage(docs, operand, compilerFor(now, options)),
  ]);
  const lookup = (docs: Iterator, spec: Doc, options: Options) =>
    $lookup(docs, { ...spec, let: prepare(spec.let ?? {}, now) } as never, options);
  const pipeline = { $skip, $limit, $unwind, $facet, $lookup: lookup, ...Object.fromEntries(own) };
  return Context.from(Context.init({ pipeline: pipeline }), evaluationOptions.context);
}

const allowedInUpdate = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);
const takesDocument = new Set([
  '$match',
  '$sort',
  '$set',
  '$addFields',
  '$project',
  '$group',
  '$lookup',
  '$replaceRoot',
]);
/** Every other stage may write into the documents that it is given, so it gets copies. */
const harmless = new Set([...Object.keys(ownStages), '$skip', '$limit']);

const known = new Set([...Object.keys(mingoStages), '$changeStream', '$geoNear', '$search', '$unionWith']);

/** Throws for stages that do not exist or do not belong into an embedded server. Returns their names. */
export function checkPipeline(pipeline: Doc[]): string[] {
  return pipeline.map((stage) => {
    const [name = '', ...others] = isDoc(stage) ? Object.keys(stage) : [];
    if (name === '' || others.length > 0) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (!allowedStages.has(name)) {
      if (known.has(name)) throw notImplemented(name);
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
    }
    if (takesDocument.has(name) && !isDoc(stage[name]))
      throw badValue(`the argument of ${name} must be an object`);
    return name;
  });
}

export function runPipeline(docs: Doc[], pipeline: Doc[], sources: PipelineSources): Doc[] {
  if (pipeline.length === 0) return docs;
  const input = checkPipeline(pipeline).every((name) => harmless.has(name)) ? docs : docs.map(copy);
  const options = {
    ...evaluationOptions,
    context: contextAt(sources.scope.now),
    variables: sources.scope.variables,
    collectionResolver: (name: string) => sources.collection(name).map(copy),
  };
  return new Aggregator(pipeline as never, options).run(input);
}

/** A pipeline in an update: the stages that keep one document one document. */
export function compileUpdatePipeline(pipeline: Doc[], { variables, now }: Scope): (doc: Doc) => Doc {
  const stopped = checkPipeline(pipeline).find((name) => !allowedInUpdate.has(name));
  if (stopped) throw new CommandError(72, `${stopped} is not allowed to be used within an update`);
  const aggregator = new Aggregator(pipeline, {
    ...evaluationOptions,
    context: contextAt(now),
    variables,
  });
  // Compiles the stages: what is wrong with them shows without a document too.
  aggregator.run([]);
  return (doc) => aggregator.run([doc])[0] as Doc;
}

const copy = (doc: Doc): Doc => decode(encode(doc));
