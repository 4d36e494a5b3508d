import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES } from '../wire/message';
import type { Handler, Handlers } from './command';

const VERSION = '7.0.0';
let connections = 0;

/** Without topologyVersion the driver polls; with it, it would expect streamed answers. */
const hello: Handler = ({ name }) => ({
  helloOk: true,
  [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: ++connections,
  minWireVersion: 0,
  maxWireVersion: 21,
  readOnly: false,
});

const acknowledge: Handler = () => ({});

export const serverCommands: Handlers = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: acknowledge,
  endSessions: acknowledge,
  startSession: acknowledge,
  refreshSessions: acknowledge,
  killSessions: acknowledge,
  buildInfo: () => ({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded-mongo',
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  }),
  getParameter: () => ({ featureCompatibilityVersion: { version: '7.0' } }),
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  serverStatus: () => ({
    host: '127.0.0.1',
    version: VERSION,
    process: 'embedded-mongo',
    uptime: Math.floor(process.uptime()),
    localTime: new Date(),
  }),
};
