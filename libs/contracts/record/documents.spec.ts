import { existsSync, readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { eventContracts } from '../src';
import { eventDocuments } from './documents';

/** Errors and warnings; hints, such as that there is a newer AsyncAPI, are not. */
const isFinding = ({ severity }: { severity: number }) => severity <= 1;

let documents: Map<string, string>;
beforeAll(() => (documents = eventDocuments()));

it('finds docs/events and the queues of the client up to date', () => {
  const stale = [...documents].filter(
    ([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text,
  );
  if (stale.length > 0) {
    throw new Error(
      `${stale.map(([path]) => path).join(', ')}: not up to date. Run: npm run contracts:record`,
    );
  }
});

it('generates a valid AsyncAPI document with the headers and payload of each event', async () => {
  const text = [...documents].find(([path]) => path.endsWith('.yaml'))?.[1] ?? '';
  const { document, diagnostics } = await new Parser().parse(text);

  expect(diagnostics.filter(isFinding)).toEqual([]);
  expect(document?.version()).toBe('3.0.0');
  const messages = document?.messages().all() ?? [];
  expect(messages.map((message) => message.name()).sort()).toEqual([...eventContracts.keys()].sort());
  for (const message of messages) {
    expect(message.hasPayload()).toBe(true);
    expect(message.headers()?.required()).toContain('cloudEvents:id');
  }
});
