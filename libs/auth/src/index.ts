export { authentication, type Authentication } from './authentication';
export { authEnv, type AuthConfig } from './config';
export { guardedRoute } from './guarded-route';
export { KeysUnavailableError } from './issuer-keys';
