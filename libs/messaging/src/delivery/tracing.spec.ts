import { enrollmentEvent } from '../../test/events';
import { startTracing, type Traced } from '../../test/traced';
import { NackedError } from '../errors';
import { inSendSpan } from './tracing';

let traced: Traced;
beforeEach(async () => (traced = await startTracing()));
afterEach(() => traced.stop());

test('marks a sending that fails', async () => {
  const nacked = new NackedError('full');
  const sending = inSendSpan({ tracer: traced.tracer, system: 'memory' }, enrollmentEvent(), () =>
    Promise.reject(nacked),
  );
  await expect(sending).rejects.toBe(nacked);
  expect(traced.spans('send enrollment.confirmed.v1')).toMatchObject([
    { error: nacked.message, attributes: { 'error.type': 'nacked' } },
  ]);
});
