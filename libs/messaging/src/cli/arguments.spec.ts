import { readArguments } from './arguments';

const errorOf = (...argv: string[]): string => {
  try {
    return `accepted: ${JSON.stringify(readArguments(argv))}`;
  } catch (error) {
    return (error as Error).message;
  }
};

test('shows help without arguments, for help and for --help', () => {
  for (const argv of [[], ['help'], ['--help'], ['replay', '-h']])
    expect(readArguments(argv)).toEqual({ name: 'help' });
});

test('reads filters, with times in seconds, minutes, hours and days', () => {
  const argv = ['replay', 'a.b.dlq', '--type', 't.v1', '--reason', 'full', '--older-than', '2h'];

  expect(readArguments([...argv, '--newer-than', '7d', '--json'])).toEqual({
    name: 'replay',
    json: true,
    queue: 'a.b.dlq',
    to: undefined,
    filter: { type: 't.v1', reason: 'full', olderThanMs: 7_200_000, newerThanMs: 604_800_000 },
  });
});

test('reads --all as an empty filter', () => {
  expect(readArguments(['drop', 'a.b.parked', '--all', '--yes'])).toMatchObject({ filter: {}, yes: true });
});

test.each([
  [['replay', 'a.b.dlq'], 'replay needs a message id, a filter or --all'],
  [['drop', 'a.b.dlq', 'id', '--all'], 'drop takes --all, or an id or filters; not both'],
  [['drop', 'a.b.dlq', 'one', 'two'], 'drop takes one message id; got two as well'],
  [['show'], 'show needs the name of a queue'],
  [['show', 'a.b'], 'a.b is not a queue of dead letters'],
  [['show', 'a.b.retry.1s'], 'a.b.retry.1s is not a queue of dead letters'],
  [['show', 'a.b.dlq', '--limit', '0'], '--limit takes a number'],
  [['show', 'a.b.dlq', '--older-than', '2 weeks'], '--older-than takes a time'],
  [['list', '--yes'], 'list has no option --yes'],
  [['list', '--nonsense'], "Unknown option '--nonsense'"],
])('rejects %j: %s', (argv, sentence) => expect(errorOf(...argv)).toContain(sentence));
