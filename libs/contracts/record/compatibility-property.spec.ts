import fc from 'fast-check';
import { z } from 'zod';
import { compareSchemas } from './compare-schemas';
import { jsonSchema } from './json-schema';
import { changed, messagesOf, objects, schemaOf, type Shape } from './random-shapes';
import type { Traffic } from './broken-side';

const versions = objects.chain((before) =>
  changed(before).chain((after) =>
    fc.tuple(fc.constant(before), fc.constant(after), messagesOf(before), messagesOf(after)),
  ),
);

/** Checks whatever holds after a compatible change, and that there were some. */
function afterCompatibleChanges(
  traffic: Traffic,
  check: (before: Shape, after: Shape, messages: { old: unknown; new: unknown }) => void,
): void {
  let compatibleChanges = 0;
  const published = (shape: Shape) => jsonSchema('it', schemaOf(shape, true));
  const isCompatible = (before: Shape, after: Shape) =>
    compareSchemas(published(before), published(after), { path: 'data', traffic }).every(
      ({ breaks }) => !breaks,
    );
  fc.assert(
    fc.property(versions, ([before, after, oldMessage, newMessage]) => {
      if (!isCompatible(before, after)) return;
      if (JSON.stringify(before) !== JSON.stringify(after)) compatibleChanges++;
      check(before, after, { old: oldMessage, new: newMessage });
    }),
    { numRuns: 300 },
  );
  expect(compatibleChanges).toBeGreaterThan(5);
}

const errorOf = (schema: z.ZodType, message: unknown) => schema.safeParse(message).error;

test('after a compatible change of an event, old readers take new messages and new readers take old ones', () => {
  afterCompatibleChanges('event', (before, after, messages) => {
    expect(errorOf(schemaOf(after, true), messages.new)).toBeUndefined();
    expect(errorOf(schemaOf(before, false), messages.new)).toBeUndefined();
    expect(errorOf(schemaOf(after, false), messages.old)).toBeUndefined();
  });
});

test('after a compatible change of a request, the service takes what callers sent before', () => {
  afterCompatibleChanges('request', (_before, after, messages) => {
    expect(errorOf(schemaOf(after, true), messages.old)).toBeUndefined();
  });
});

test('after a compatible change of a response, callers who check no limits take it as before', () => {
  afterCompatibleChanges('response', (before, _after, messages) => {
    expect(errorOf(callerOf(before), messages.new)).toBeUndefined();
  });
});

/** Drops fields that it does not know, and knows types and choices only. */
function callerOf(shape: Shape): z.ZodType {
  switch (shape.is) {
    case 'text':
      return z.string();
    case 'number':
      return z.int();
    case 'choice':
      return z.enum(shape.values);
    case 'list':
      return z.array(callerOf(shape.of));
    case 'object':
      return z.object(
        Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => {
            const reader = callerOf(field.shape);
            return [name, field.optional ? reader.optional() : reader];
          }),
        ),
      );
  }
}
