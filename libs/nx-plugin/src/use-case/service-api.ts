import type { Tree } from '@nx/devkit';
import ts from 'typescript';

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export type Method = (typeof methods)[number];

export interface Address {
  method: Method;
  /** `/v1/courses/:courseId` */
  path: string;
}

/** What others can call of a service, and where it may have more. */
export interface ServiceApi {
  /** Its contract. */
  file: string;
  endpoints: Address[];
  /** What the client passes on to it, as Express patterns: `/v1/courses{/*rest}`. */
  forwarded: string[];
}

/** Also what is only in the tree so far. */
export function serviceApi(tree: Tree, service: string): ServiceApi {
  const file = `libs/contracts/src/http/${service}-api.ts`;
  const endpoints = objectsIn(parse(tree, file)).flatMap((object) => {
    const [method, path] = [textOf(object, 'method'), textOf(object, 'path')];
    return method && path ? [{ method: method as Method, path }] : [];
  });
  return { file, endpoints, forwarded: forwardedTo(tree, service, endpoints) };
}

/** `/v1/courses` of `/v1/courses{/*rest}`, without the patterns that are no more than one path. */
export const prefixesOf = ({ forwarded }: ServiceApi): string[] =>
  forwarded.filter((pattern) => pattern.endsWith(rest)).map((pattern) => pattern.slice(0, -rest.length));

/** Whether the client passes it on. */
export const isForwarded = (api: ServiceApi, path: string): boolean =>
  api.forwarded.includes(path) ||
  prefixesOf(api).some((prefix) => path === prefix || path.startsWith(`${prefix}/`));

const rest = '{/*rest}';

/** As apps/client/src/server/upstreams.ts says it: a list written out there, otherwise what the contract has. */
function forwardedTo(tree: Tree, service: string, endpoints: Address[]): string[] {
  const lists = objectsIn(parse(tree, 'apps/client/src/server/upstreams.ts')).flatMap((object) => {
    const value = valueOf(object, service);
    return value && ts.isArrayLiteralExpression(value) ? [value] : [];
  });
  if (lists.length === 0)
    return [...new Set(endpoints.flatMap(({ path }) => /^\/v1\/[^/]+/.exec(path) ?? []))].map(
      (prefix) => `${prefix}${rest}`,
    );
  return lists.flatMap(({ elements }) =>
    elements.flatMap((each) => (ts.isStringLiteral(each) ? [each.text] : [])),
  );
}

const parse = (tree: Tree, file: string) =>
  ts.createSourceFile(file, tree.read(file, 'utf8') ?? '', ts.ScriptTarget.Latest, true);

const objectsIn = (node: ts.Node): ts.ObjectLiteralExpression[] => [
  ...(ts.isObjectLiteralExpression(node) ? [node] : []),
  ...node.getChildren().flatMap(objectsIn),
];

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find(
    (each): each is ts.PropertyAssignment =>
      ts.isPropertyAssignment(each) && each.name.getText().replaceAll("'", '') === name,
  );
  return found?.initializer;
}

function textOf(object: ts.ObjectLiteralExpression, name: string): string | undefined {
  const value = valueOf(object, name);
  return value && ts.isStringLiteral(value) ? value.text : undefined;
}
