export { createContext, type Overrides, type ServiceContext } from './context';
export { createService, type ServiceDefinition } from './service';
