export { createContext, type ServiceContext, type Overrides } from './context';
export { createService, type ServiceDefinition } from './service';
