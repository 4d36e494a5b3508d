export { foundation, type Foundation, type Overrides } from './foundation';
export { service, type ServiceParts } from './service';
