import { pino } from 'pino';
import { logBroker } from './broker-version';

test.each([
  ['RabbitMQ', '4.3.6', 'info'],
  ['RabbitMQ', '10.0.0', 'info'],
  ['RabbitMQ', '3.13.7', 'error'],
  ['LavinMQ', '4.0.0', 'error'],
  [undefined, undefined, 'error'],
])('%p %p is logged with its version, at the level %s', (product, version, level) => {
  const lines: string[] = [];
  const logger = pino(
    { formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => void lines.push(line) },
  );
  logBroker({ product, version }, logger, 'test publish');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level, version: version ?? 'unknown', connection: 'test publish' }),
  ]);
});
