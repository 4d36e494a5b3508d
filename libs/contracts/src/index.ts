export * from './course';
export * from './events';
export * as coursesApi from './http/courses-api';
export * as enrollmentsApi from './http/enrollments-api';
export { endpoint, type Endpoint } from './http/endpoint';
export type { Page } from './http/paging';
export * from './problems';
export * from './roster';
