export { aCourse, aLesson, anEvent } from './builders';
export { recordEvents, type EventRecorder } from './event-recorder';
export { startNeighbours, type Neighbours } from './neighbours';
export { startQuickstart, type Quickstart } from './quickstart-process';
export { buildBundles, startProcess, type ServiceProcess } from './service-process';
export { startTestService, type TestService } from './test-service';
export { undocumentedRoutes } from './undocumented-routes';
export { waitFor } from './wait-for';
