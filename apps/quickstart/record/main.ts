import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildServices } from '../src/app';
import { readConfig } from '../src/config';
import { startInfrastructure } from '../src/infrastructure';
import { anyPorts } from './any-ports';
import { metricsPage } from './metrics-page';

/** `npm run metrics:record`: writes docs/metrics.md. */
async function main(): Promise<void> {
  const config = readConfig({ ...anyPorts(), LOG_LEVEL: 'silent' });
  const infrastructure = await startInfrastructure(config);
  const system = buildServices(config, infrastructure, join(__dirname, '../../client'));
  await system.start();
  writeFileSync(join(__dirname, '../../../docs/metrics.md'), metricsPage(system.registries));
  await system.stop();
  await infrastructure.stop();
  process.stdout.write('docs/metrics.md is up to date.\n');
}

void main();
