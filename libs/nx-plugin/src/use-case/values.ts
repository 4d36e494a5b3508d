import { spell } from '../names';
import { parametersOf } from './check-address';
import type { Address, Method } from './service-api';

/** What the templates are filled with. */
export type Values = ReturnType<typeof templateValues>;

export function templateValues(name: string, service: string, open: boolean, address: Address) {
  const parameters = parametersOf(address.path);
  const hasBody = ['post', 'put', 'patch'].includes(address.method);
  const given = [
    ...(parameters.length > 0 ? ['params'] : []),
    ...(hasBody ? ['body'] : []),
    ...(open ? [] : ['user']),
  ];
  return {
    ...spell(name),
    service,
    api: `${spell(service).camel}Api`,
    tag: spell(service).title,
    open,
    parameters,
    hasBody,
    /** Parts of the request that the route hands on. */
    given,
    hasInput: parameters.length > 0 || !open,
    reply: replyOf(name, address.method),
  };
}

/** What a placeholder answers: a list, a number, one thing, or nothing. */
export interface Reply {
  kind: 'list' | 'count' | 'one' | 'nothing';
  /** Type of what the use case gives. */
  type: string;
  /** What it gives until it is written. */
  value: string;
}

export function replyOf(name: string, method: Method): Reply {
  if (method !== 'get') return { kind: 'nothing', type: 'void', value: '' };
  if (/^(list|find|search)-/.test(name)) return { kind: 'list', type: '{ id: string }[]', value: '[]' };
  if (/^count-/.test(name)) return { kind: 'count', type: 'number', value: '0' };
  return { kind: 'one', type: 'Record<string, never>', value: '{}' };
}
