import { z } from 'zod';
import { ConfigError, readEnv, serviceEnv } from './config';
import { url, urls } from './env-values';

const schema = z.object({
  ...serviceEnv,
  MONGODB_URI: url('mongodb', 'mongodb+srv'),
  AMQP_URL: urls('amqp', 'amqps'),
});
const valid = {
  MONGODB_URI: 'mongodb://user:pw@a:27017,b:27017/courses?replicaSet=rs',
  AMQP_URL: 'amqps://broker',
};

const refused = (name: string, values: string[], message: string) =>
  values.map((value): [NodeJS.ProcessEnv, string] => [
    { [name]: value },
    `Configuration: ${name} ${message}`,
  ]);

describe('a configuration', () => {
  it('uses defaults for missing optional variables', () => {
    expect(readEnv(schema, valid)).toEqual({ ...valid, PORT: 3000, METRICS_PORT: 9464, LOG_LEVEL: 'info' });
    expect(readEnv(schema, { ...valid, PORT: '8080', OTHER: 'ignored' }).PORT).toBe(8080);
  });

  it('takes the URL of every node of a cluster', () => {
    const AMQP_URL = 'amqp://user:pw@a:5672, amqps://b';
    expect(readEnv(schema, { ...valid, AMQP_URL })).toMatchObject({ AMQP_URL });
  });

  it.each([
    [{ AMQP_URL: undefined }, 'Configuration: AMQP_URL is missing'],
    [{ AMQP_URL: '' }, 'Configuration: AMQP_URL is missing'],
    [
      { AMQP_URL: 'http://secret' },
      'Configuration: AMQP_URL must be one or more URLs that begin with amqp:// or amqps://, with commas between',
    ],
    [
      { AMQP_URL: 'amqp://' },
      'Configuration: AMQP_URL must be one or more URLs that begin with amqp:// or amqps://, with commas between',
    ],
    [
      { AMQP_URL: 'amqp://a,http://secret' },
      'Configuration: AMQP_URL must be one or more URLs that begin with amqp:// or amqps://, with commas between',
    ],
    [
      { AMQP_URL: 'amqp://a,' },
      'Configuration: AMQP_URL must be one or more URLs that begin with amqp:// or amqps://, with commas between',
    ],
    [
      { MONGODB_URI: 'mongo' },
      'Configuration: MONGODB_URI must be a URL that begins with mongodb:// or mongodb+srv://',
    ],
    [{ PORT: 'http' }, 'Configuration: PORT must be a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'Configuration: PORT must be a whole number from 0 to 65535'],
    [{ PORT: '80.5' }, 'Configuration: PORT must be a whole number from 0 to 65535'],
    [{ PORT: ' ', METRICS_PORT: '3000' }, 'Configuration: METRICS_PORT must not be the same as PORT'],
    [{ METRICS_PORT: '-1' }, 'Configuration: METRICS_PORT must be a whole number from 0 to 65535'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
      'Configuration: OTEL_EXPORTER_OTLP_ENDPOINT must be a URL that begins with http:// or https://',
    ],
    ...refused(
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      ['http://[::', 'http://host:99999', 'http://%', 'http://exa<mple', 'https://'],
      'must be a URL that begins with http:// or https://',
    ),
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318?x=1' },
      'Configuration: OTEL_EXPORTER_OTLP_ENDPOINT must be a URL without a query',
    ],
    ...refused(
      'OTEL_EXPORTER_OTLP_HEADERS',
      ['garbage', 'a=1,', '=1', 'a b=1', 'a=1,b'],
      'must be a list of key=value, with commas between',
    ),
    ...refused(
      'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
      ['0', '-1', 'abc', '1.5', '99999999999'],
      'must be a whole number from 1 to 1000000',
    ),
    [
      { OTEL_BSP_SCHEDULE_DELAY: '99999999999' },
      'Configuration: OTEL_BSP_SCHEDULE_DELAY must be a whole number from 1 to 2147483647',
    ],
    [{ OTEL_SDK_DISABLED: '1' }, 'Configuration: OTEL_SDK_DISABLED must be one of true, false'],
    [
      { OTEL_PROPAGATORS: 'b3' },
      'Configuration: OTEL_PROPAGATORS must be one of tracecontext, tracecontext,baggage',
    ],
    [
      { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      'Configuration: OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf',
    ],
    [
      { OTEL_TRACES_SAMPLER: 'some' },
      'Configuration: OTEL_TRACES_SAMPLER must be one of always_on, always_off, traceidratio, parentbased_always_on, ' +
        'parentbased_always_off, parentbased_traceidratio',
    ],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, 'Configuration: OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1'],
    [{ LOG_LEVEL: 'loud' }, 'Configuration: LOG_LEVEL must be one of debug, info, warn, error, silent'],
    [{ AMQP_URL: '', MONGODB_URI: '' }, 'Configuration: MONGODB_URI is missing; AMQP_URL is missing'],
  ])('with %j fails in one line that names the variable but not its value', (change, message) => {
    const read = () => readEnv(schema, { ...valid, ...change });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/secret/);
  });
});
