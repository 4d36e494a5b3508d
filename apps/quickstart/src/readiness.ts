import { setTimeout as pause } from 'node:timers/promises';

/** Polls the readiness check of a service; fails after 30 s with the dependencies that are not ready. */
export async function waitUntilReady(name: string, url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(`${url}/health/ready`);
    if (response.ok) return;
    const { lacking = [] } = (await response.json()) as { lacking?: string[] };
    if (Date.now() > deadline) throw new NotReadyError(name, lacking);
    await pause(25);
  }
}

export class NotReadyError extends Error {
  override readonly name = 'NotReadyError';

  constructor(service: string, lacking: string[]) {
    super(`${service} cannot reach ${lacking.join(' and ')}. Check MONGODB_URI and AMQP_URL.`);
  }
}
