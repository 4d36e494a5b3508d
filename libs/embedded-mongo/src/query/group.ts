import * as mingoAccumulators from 'mingo/operators/accumulator';
import { CommandError } from '../errors';
import { accumulators } from './accumulators';
import { withoutMissing } from './expression-operators';
import { notImplemented, type Compile } from './expressions';
import { isDoc, keyOf, setField, type Doc } from './values';

/** Compiles `$group`. A missing key counts as null. Throws for an accumulator that is unknown or has no case of ours. */
export function group(spec: Doc, compile: Compile): (docs: Doc[]) => Doc[] {
  if (!('_id' in spec)) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compile(spec._id);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, operand]) => ({ name, accumulate: compileAccumulator(name, operand, compile) }));
  return (docs) => {
    const groups = new Map<string, { id: unknown; members: Doc[] }>();
    for (const doc of docs) {
      const id = withoutMissing(idOf(doc)) ?? null;
      const known = groups.get(keyOf(id));
      if (known) known.members.push(doc);
      else groups.set(keyOf(id), { id, members: [doc] });
    }
    return [...groups.values()].map(({ id, members }) => {
      const result: Doc = { _id: id };
      for (const { name, accumulate } of fields) setField(result, name, accumulate(members));
      return result;
    });
  };
}

function compileAccumulator(name: string, operand: unknown, compile: Compile): (docs: Doc[]) => unknown {
  const [operator = '', ...others] = isDoc(operand) ? Object.keys(operand) : [];
  if (!operator.startsWith('$'))
    throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
  if (others.length > 0) throw new CommandError(40238, `The field '${name}' must specify one accumulator`);
  const accumulate = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined;
  if (!accumulate) {
    if (operator in mingoAccumulators) throw notImplemented(operator);
    throw new CommandError(15952, `unknown group operator '${operator}'`);
  }
  const valueOf = compile((operand as Doc)[operator]);
  return (docs) => accumulate(docs.map((doc) => withoutMissing(valueOf(doc))));
}
