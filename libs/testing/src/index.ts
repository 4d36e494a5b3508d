export { AmqpFaultProxy, FaultProxy, MongoFaultProxy } from '@courses/fault-proxy';
export { aCourse, aLesson, anEvent } from './builders';
export { bundleTests } from './config';
export { describePlans, startCountedApi, type CountedApi, type DatabaseCommand } from './counted-api';
export { forgeries } from './token-forgeries';
export { recordEvents, type EventRecorder } from './event-recorder';
export { startBackingServices, type BackingServices } from './backing-services';
export { startQuickstart, type Quickstart } from './quickstart-process';
export { buildBundles, startProcess, type ServiceProcess } from './service-process';
export type { ClusterNode, RabbitmqCluster } from './servers/rabbitmq-cluster';
export {
  startClusterServers,
  startRealServers,
  type ClusterServers,
  type RealServers,
} from './servers/real-servers';
export { freePort, ServerProcess } from './servers/server-process';
export { testIssuer, type TestIssuer, type TestUser } from './test-issuer';
export { asVariables, itInProcess, startTestService, stopGracefully, type TestService } from './test-service';
export { setDate } from './set-date';
export type { StableEndpointId } from './stable-endpoint-id';
export { undocumentedRoutes } from './undocumented-routes';
export { untilReady, waitFor } from './wait-for';
