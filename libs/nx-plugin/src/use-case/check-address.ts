import { singular, spell } from '../names';
import { UserError } from '../user-error';
import { isForwarded, type Address, type ServiceApi } from './service-api';

/** Fails for an invalid path, one that the client does not forward, and one that exists. */
export function checkAddress(service: string, api: ServiceApi, { method, path }: Address): void {
  const another = 'Choose another with --path and --method.';
  if (!/^(\/([a-z0-9]+(-[a-z0-9]+)*|:[a-z][A-Za-z0-9]*))+$/.test(path))
    throw new UserError(
      `"${path}" is not a valid path for an endpoint: words in lower case, and parameters like :reviewId.`,
      `For example --path=/v1/${service}/:reviewId/comments.`,
    );
  if (!isForwarded(api, path))
    throw new UserError(
      `The client does not forward ${path} to ${service}. It forwards: ${described(api)}.`,
      `Choose a --path there: the client forwards the first segments of the paths in ${api.file}.`,
    );
  const parameters = parametersOf(path);
  const odd = parameters.find((name) => !/[a-z0-9]Id$/.test(name));
  if (odd !== undefined)
    throw new UserError(
      `:${odd} in ${path} does not say of what it is the id; a parameter is a UUID.`,
      `Call it :${odd === 'id' ? spell(singular(service)).camel : odd}Id.`,
    );
  if (new Set(parameters).size < parameters.length)
    throw new UserError(`${path} has the same parameter twice.`, 'Name each after what it is the id of.');
  const taken = api.endpoints.find((each) => each.method === method && shape(each.path) === shape(path));
  if (taken) throw new UserError(`${api.file} has ${method.toUpperCase()} ${taken.path} already.`, another);
}

/** `['courseId']` of `/v1/courses/:courseId` */
export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

/** What differs only in the names of its parameters is the same address. */
const shape = (path: string): string => path.replaceAll(/:\w+/g, ':');

const described = ({ forwarded }: ServiceApi): string =>
  forwarded.map((pattern) => pattern.replace('{/*rest}', ' and all under it')).join(', ');
