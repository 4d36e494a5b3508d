import fc from 'fast-check';
import { z } from 'zod';
import { compareSchemas } from './compare-schemas';
import { eventSchema } from './event-schema';

/** The shape of a message, from which its contract, its readers and messages are made. */
type Shape =
  | { is: 'text'; max: number }
  | { is: 'number'; min: number; max: number }
  | { is: 'choice'; values: string[] }
  | { is: 'list'; of: Shape; max: number }
  | { is: 'object'; fields: Record<string, { shape: Shape; optional: boolean }> };

const small = fc.integer({ min: 0, max: 3 });
const names = fc.constantFrom('a', 'b', 'c');

const { object: objects } = fc.letrec<{ any: Shape; object: Shape }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.record({ is: fc.constant('text' as const), max: small }),
    fc.tuple(small, small).map(([min, more]) => ({ is: 'number' as const, min, max: min + more })),
    fc.uniqueArray(names, { minLength: 1 }).map((values) => ({ is: 'choice' as const, values })),
    fc.record({ is: fc.constant('list' as const), of: tie('any'), max: small }),
    tie('object'),
  ),
  object: fc
    .dictionary(names, fc.record({ shape: tie('any'), optional: fc.boolean() }), { maxKeys: 3 })
    .map((fields) => ({ is: 'object' as const, fields })),
}));

/** Half of the time the shape itself; else one that differs somewhere. */
const changed = (shape: Shape): fc.Arbitrary<Shape> => {
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
        names.map((name) => ({ ...shape, values: [name] })),
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
        fc.record({ shape: changed(shape), optional: fc.constantFrom(optional, optional, optional, true) }),
      ]),
    ),
  );
  const added = fc.dictionary(
    fc.constantFrom('x', 'y'),
    fc.record({ shape: objects, optional: fc.constantFrom(true, true, false) }),
    { maxKeys: 1 },
  );
  return fc.tuple(kept, added).map((parts) => Object.assign({}, ...parts) as Fields);
}

/** A publisher is strict; a reader drops the fields that it does not know, at any depth. */
function schemaOf(shape: Shape, strict: boolean): z.ZodType {
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

function messagesOf(shape: Shape): fc.Arbitrary<unknown> {
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

const published = (shape: Shape) =>
  eventSchema({ type: 'thing.moved.v1', summary: 'A thing moved.', data: schemaOf(shape, true) });

const isCompatible = (before: Shape, after: Shape) =>
  compareSchemas(published(before), published(after)).every(({ breaks }) => !breaks);

test('after a compatible change, old readers take new messages and new readers take old ones', () => {
  let compatibleChanges = 0;
  const versions = objects.chain((before) =>
    changed(before).chain((after) =>
      fc.tuple(fc.constant(before), fc.constant(after), messagesOf(before), messagesOf(after)),
    ),
  );
  fc.assert(
    fc.property(versions, ([before, after, oldMessage, newMessage]) => {
      if (!isCompatible(before, after)) return;
      if (JSON.stringify(before) !== JSON.stringify(after)) compatibleChanges++;
      expect(schemaOf(after, true).safeParse(newMessage).success).toBe(true);
      expect(schemaOf(before, false).safeParse(newMessage).error).toBeUndefined();
      expect(schemaOf(after, false).safeParse(oldMessage).error).toBeUndefined();
    }),
    { numRuns: 200 },
  );
  expect(compatibleChanges).toBeGreaterThan(5);
});
