import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr, OpType } from 'mingo/core';
import { Lazy, type Iterator } from 'mingo/lazy';
import type { Options } from 'mingo/types';
import { badValue, CommandError } from '../errors';
import { decode, encode } from '../wire/message';
import { evaluationOptions, type Evaluate } from './expressions';
import { compileFilter } from './matcher';
import { compileProjection, flattenSpec } from './projection';
import { parseSort, sortDocs } from './sort';
import { getField, isDoc, setField, type Doc } from './values';

export interface PipelineSources {
  variables: Doc;
  /** The documents of another collection, for `$lookup`. */
  collection(name: string): Doc[];
}

const evaluateWith =
  (options: Options): Evaluate =>
  (doc, expr) =>
    evalExpr(doc, expr, options);

const withFields = (docs: Iterator, spec: Doc, options: Options): Iterator => {
  const fields = flattenSpec(spec).map(([path, expr]) => ({ parts: path.split('.'), expr }));
  return docs.map((doc: Doc) =>
    fields.reduce<unknown>((next, { parts, expr }) => assign(next, parts, evalExpr(doc, expr, options)), doc),
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

const project = (docs: Iterator, spec: Doc, options: Options): Iterator =>
  docs.map(compileProjection(spec, evaluateWith(options)) ?? ((doc: Doc) => doc));

/**
 * Our own where mingo's answer differs from MongoDB's, where it changes the documents that it is given, or where it
 * follows `constructor` to Object.prototype (`$project`).
 */
const ownStages = {
  $match: (docs: Iterator, filter: Doc, options: Options) =>
    docs.filter(compileFilter(filter, evaluateWith(options))),
  $sort: (docs: Iterator, sort: Doc) => {
    const fields = parseSort(sort);
    return docs.transform((all) => Lazy(sortDocs(all as Doc[], fields, (doc) => doc)));
  },
  $count: (docs: Iterator, field: string) =>
    docs.transform((all) => Lazy(all.length ? [{ [field]: all.length }] : [])),
  $set: withFields,
  $addFields: withFields,
  $project: project,
  $unset: (docs: Iterator, fields: string | string[], options: Options) =>
    project(docs, Object.fromEntries([fields].flat().map((field) => [field, 0])), options),
};
const context = Context.from(Context.init({ pipeline: ownStages as never }), evaluationOptions.context);

const refused = new Set(['$changeStream', '$out', '$merge']);
const allowedInUpdate = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);
const takesDocument = new Set(['$match', '$sort', '$set', '$addFields', '$project', '$group', '$lookup']);
/** Every other stage may write into the documents that it is given, so it gets copies. */
const harmless = new Set([
  ...Object.keys(ownStages),
  '$group',
  '$skip',
  '$limit',
  '$replaceRoot',
  '$replaceWith',
]);

/** Throws for stages that do not exist or do not belong into an embedded server. Returns their names. */
export function checkPipeline(pipeline: Doc[]): string[] {
  return pipeline.map((stage) => {
    const [name = '', ...others] = isDoc(stage) ? Object.keys(stage) : [];
    if (name === '' || others.length > 0) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (refused.has(name)) throw new CommandError(40324, `${name} is not supported by embedded-mongo`);
    if (!context.getOperator(OpType.PIPELINE, name)) {
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
    context,
    variables: sources.variables,
    collectionResolver: (name: string) => sources.collection(name).map(copy),
  };
  return new Aggregator(pipeline as never, options).run(input);
}

/** A pipeline in an update: the stages that keep one document one document. */
export function runUpdatePipeline(doc: Doc, pipeline: Doc[], variables: Doc = {}): Doc {
  const stopped = checkPipeline(pipeline).find((name) => !allowedInUpdate.has(name));
  if (stopped) throw new CommandError(72, `${stopped} is not allowed to be used within an update`);
  const options = { ...evaluationOptions, context, variables };
  return new Aggregator(pipeline as never, options).run([doc])[0] as Doc;
}

const copy = (doc: Doc): Doc => decode(encode(doc));
