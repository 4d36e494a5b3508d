import { isAmqpUrl } from '../amqp/broker-urls';
import { OperationError } from './operation-error';

/** The URL of the broker, or of the nodes of its cluster, from AMQP_URL. */
export function brokerUrl(env: NodeJS.ProcessEnv = process.env): string {
  const url = env['AMQP_URL'];
  const example = 'for example AMQP_URL=amqp://user:password@127.0.0.1:5672';
  if (!url) throw new OperationError(`AMQP_URL is not set; ${example}`);
  if (!isAmqpUrl(url)) throw new OperationError(`AMQP_URL is not an amqp:// or amqps:// URL; ${example}`);
  return url;
}
