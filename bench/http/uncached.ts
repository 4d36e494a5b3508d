import { AmqpFaultProxy, waitFor } from '@courses/testing';
import { fillCatalog } from '../courses/fill-catalog';
import { startService, type Service } from '../shared/service';

/**
 * The service without its cache, which it bypasses while it is not connected to the broker: it starts behind a proxy that is then
 * cut. Its list is by query, whose time depends on the size of the catalog, so that is small.
 */
export async function startUncached(): Promise<Service & { courseId: string }> {
  const broker = new URL(process.env.AMQP_URL ?? '');
  const target = { host: broker.hostname, port: Number(broker.port || 5_672) };
  const proxy = await AmqpFaultProxy.start({ target });
  broker.host = `127.0.0.1:${proxy.port}`;
  const service = await startService('courses', { env: { ...process.env, AMQP_URL: broker.href } });
  const { id: courseId } = await fillCatalog(service, 40);
  proxy.cut();
  await waitFor('reads from the database', () => readsDatabase(service, courseId));
  return {
    ...service,
    courseId,
    async stop() {
      await service.stop();
      await proxy.stop();
    },
  };
}

/** Whether a change made behind the service's back shows at once, twice: then nothing is cached. */
async function readsDatabase({ url, database }: Service, id: string): Promise<boolean> {
  const courses = database.collection<{ _id: string; summary: string }>('courses');
  for (const summary of ['Changed in the database.', 'And changed again.']) {
    await courses.updateOne({ _id: id }, { $set: { summary } });
    const [course, page] = await Promise.all(
      [`/v1/courses/${id}`, '/v1/courses?limit=100'].map(async (path) => (await fetch(url + path)).text()),
    );
    if (!course?.includes(summary) || !page?.includes(summary)) return false;
  }
  return true;
}
