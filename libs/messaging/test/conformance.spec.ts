import { amqpHarness } from './amqp-environment';
import { busConformance } from './bus-conformance';
import { memoryHarness } from './memory-environment';

const amqpUrl = process.env['AMQP_URL'];

const harnesses = [
  { kind: 'memory', open: memoryHarness },
  ...(amqpUrl ? [{ kind: 'AMQP', open: () => amqpHarness(amqpUrl) }] : []),
];

describe.each(harnesses)('the $kind bus', ({ open }) => busConformance(open));

if (!amqpUrl)
  process.stderr.write('The AMQP bus is checked by `npm run test:integration` (it needs AMQP_URL).\n');
