import type { Registry } from '@courses/http-kit';
import { Gauge } from 'prom-client';

/** Reports at each scrape how old the signing key is; nothing while the keys cannot be read. */
export function signingKeyAge(metrics: Registry, readSeconds: () => Promise<number>): void {
  new Gauge({
    name: 'identity_signing_key_age_seconds',
    help: 'How long the current key has signed access tokens',
    registers: [metrics],
    async collect() {
      await readSeconds().then(
        (seconds) => this.set(seconds),
        () => this.remove(),
      );
    },
  });
}
