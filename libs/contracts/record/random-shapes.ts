import fc from 'fast-check';
import { z } from 'zod';

/** For property tests: the shape of a message, from which its contract, its readers and messages are made. */
export type Shape =
  | { is: 'text'; max: number }
  | { is: 'number'; min: number; max: number }
  | { is: 'choice'; values: string[] }
  | { is: 'list'; of: Shape; max: number }
  | { is: 'object'; fields: Record<string, { shape: Shape; optional: boolean }> };

const small = fc.integer({ min: 0, max: 3 });
const names = fc.constantFrom('a', 'b', 'c');
const choices = fc.uniqueArray(names, { minLength: 1 });

export const { object: objects } = fc.letrec<{ any: Shape; object: Shape }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.record({ is: fc.constant('text' as const), max: small }),
    fc.tuple(small, small).map(([min, more]) => ({ is: 'number' as const, min, max: min + more })),
    choices.map((values) => ({ is: 'choice' as const, values })),
    fc.record({ is: fc.constant('list' as const), of: tie('any'), max: small }),
    tie('object'),
  ),
  object: fc
    .dictionary(names, fc.record({ shape: tie('any'), optional: fc.boolean() }), { maxKeys: 3 })
    .map((fields) => ({ is: 'object' as const, fields })),
}));

/** Half of the time the shape itself; else one that differs somewhere. */
export const changed = (shape: Shape): fc.Arbitrary<Shape> => {
  switch (shape.is) {
    case 'text':
      return fc.oneof(
        fc.constant(shape),
        small.map((max) => ({ ...shape, max })),
      );
    case 'number':
      return fc.oneof(
        fc.constant(shape),
        small.map((more) => ({ ...shape, max: shape.min + more })),
      );
    case 'choice':
      return fc.oneof(
        fc.constant(shape),
        choices.map((values) => ({ ...shape, values })),
      );
    case 'list':
      return changed(shape.of).map((of) => ({ ...shape, of }));
    case 'object':
      return changedFields(shape.fields).map((fields) => ({ ...shape, fields }));
  }
};

type Fields = Extract<Shape, { is: 'object' }>['fields'];

function changedFields(fields: Fields): fc.Arbitrary<Fields> {
  const kept = fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, { shape, optional }]) => [
        name,
        fc.record({
          shape: changed(shape),
          optional: fc.constantFrom(optional, optional, optional, true, false),
        }),
      ]),
    ),
  );
  const added = fc.dictionary(
    fc.constantFrom('x', 'y'),
    fc.record({ shape: objects, optional: fc.constantFrom(true, true, false) }),
    { maxKeys: 1 },
  );
  const removed = fc.option(names, { freq: 9, nil: 'none' });
  return fc.tuple(kept, added, removed).map(([before, more, name]) => {
    const { [name]: _removed, ...rest } = before;
    return { ...rest, ...more };
  });
}

/** A publisher is strict; a reader drops the fields that it does not know, at any depth. */
export function schemaOf(shape: Shape, strict: boolean): z.ZodType {
  switch (shape.is) {
    case 'text':
      return z.string().max(shape.max);
    case 'number':
      return z.int().min(shape.min).max(shape.max);
    case 'choice':
      return z.enum(shape.values);
    case 'list':
      return z.array(schemaOf(shape.of, strict)).max(shape.max);
    case 'object': {
      const fields = Object.entries(shape.fields).map(([name, field]) => {
        const schema = schemaOf(field.shape, strict);
        return [name, field.optional ? schema.optional() : schema] as const;
      });
      return (strict ? z.strictObject : z.object)(Object.fromEntries(fields));
    }
  }
}

export function messagesOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.is) {
    case 'text':
      return fc.string({ maxLength: shape.max });
    case 'number':
      return fc.integer({ min: shape.min, max: shape.max });
    case 'choice':
      return fc.constantFrom(...shape.values);
    case 'list':
      return fc.array(messagesOf(shape.of), { maxLength: shape.max });
    case 'object': {
      const { fields } = shape;
      const requiredKeys = Object.keys(fields).filter((name) => !fields[name]?.optional);
      const values = Object.entries(fields).map(([name, field]) => [name, messagesOf(field.shape)] as const);
      return fc.record(Object.fromEntries(values), { requiredKeys, noNullPrototype: true });
    }
  }
}
