import { amqpEnvironment } from './amqp-environment';
import { busConformance } from './bus-conformance';
import { memoryEnvironment } from './memory-environment';

const amqpUrl = process.env['AMQP_URL'];

const environments = [
  { kind: 'memory', open: memoryEnvironment },
  ...(amqpUrl ? [{ kind: 'AMQP', open: () => amqpEnvironment(amqpUrl) }] : []),
];

describe.each(environments)('the $kind bus', ({ open }) => busConformance(open));

if (!amqpUrl)
  process.stderr.write('The AMQP bus is checked by `npm run test:integration` (it needs AMQP_URL).\n');
