import type { Tree } from '@nx/devkit';
import ts from 'typescript';
import { UserError } from './user-error';

/** A list in code: the array that an exported function gives. */
export interface SourceList {
  file: string;
  /** Name of the exported function. */
  of: string;
}

/** Adds an element at the end of the list, and the imports that it needs. */
export function addToList(tree: Tree, list: SourceList, element: string, imports: string[]): void {
  const { text, source } = parse(tree, list.file);
  const { elements, end } = arrayIn(source, list);
  const last = elements.at(-1);
  const at = last ? last.getEnd() : end - 1;
  const added = insert(text, at, `${last ? ',' : ''}\n  ${element},`).replace(/,,(\s*\])/, ',$1');
  tree.write(list.file, insert(added, endOfImports(source), `\n${imports.join('\n')}`));
}

/** Removes the elements and imports that use this folder. Returns whether the list is empty now. */
export function removeFromList(tree: Tree, list: SourceList, folder: string): boolean {
  const { text, source } = parse(tree, list.file);
  const imports = source.statements.filter(
    (each): each is ts.ImportDeclaration =>
      ts.isImportDeclaration(each) &&
      (each.moduleSpecifier as ts.StringLiteral).text.startsWith(`${folder}/`),
  );
  const names = imports.flatMap((each) => namedImports(each).map(({ name }) => name.text));
  const { elements } = arrayIn(source, list);
  const mentions = (node: ts.Node) =>
    names.some((name) => new RegExp(`\\b${name}\\b`).test(node.getText(source)));
  const gone = elements.filter(mentions);
  tree.write(list.file, without(text, [...imports, ...gone]));
  return gone.length === elements.length;
}

/** Adds a property to the object that describes the service in its composition root. Fails when it has one already. */
export function addServiceProperty(
  tree: Tree,
  file: string,
  property: string,
  value: string,
  importLine: string,
): void {
  const { text, source } = parse(tree, file);
  const parts = serviceParts(source, file);
  const there = propertyOf(parts, property);
  if (there)
    throw new UserError(
      `${file} has "${there.getText(source)}" already.`,
      `Move what that gives to a list in ${property}.ts beside it, as apps/enrollments has it.`,
    );
  const added = insert(text, parts.properties.end, `\n    ${property}: ${value},`).replace(/,,/, ',');
  tree.write(file, insert(added, endOfImports(source), `\n${importLine}`));
}

/** Removes the property and the import again. */
export function removeServiceProperty(tree: Tree, file: string, property: string, module: string): void {
  const { text, source } = parse(tree, file);
  const found = propertyOf(serviceParts(source, file), property);
  const imported = importOf(source, module);
  tree.write(
    file,
    without(
      text,
      [imported, found].filter((node) => node !== undefined),
    ),
  );
}

/** Removes an exported constant from a file. Returns how many exported constants are left. */
export function removeConstant(tree: Tree, file: string, name: string): number {
  const { text, source } = parse(tree, file);
  const constants = source.statements.filter(
    (each): each is ts.VariableStatement =>
      ts.isVariableStatement(each) && each.modifiers?.[0]?.kind === ts.SyntaxKind.ExportKeyword,
  );
  const found = constants.filter(
    ({ declarationList }) => declarationList.declarations[0]?.name.getText(source) === name,
  );
  tree.write(file, without(text, found));
  return constants.length - found.length;
}

/** Adds names to the import of a module, or the import itself. */
export function importNames(tree: Tree, file: string, module: string, names: string[]): void {
  const { text, source } = parse(tree, file);
  const bindings = importOf(source, module)?.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) {
    tree.write(
      file,
      insert(text, endOfImports(source), `\nimport { ${names.join(', ')} } from '${module}';`),
    );
    return;
  }
  const there = bindings.elements.map((each) => each.getText(source));
  const all = [...new Set([...there, ...names])].sort();
  tree.write(
    file,
    text.slice(0, bindings.getStart(source)) + `{ ${all.join(', ')} }` + text.slice(bindings.getEnd()),
  );
}

/** Removes a name from the import of a module, and the import with the last name. */
export function removeFromImport(tree: Tree, file: string, module: string, name: string): void {
  const { text, source } = parse(tree, file);
  const found = importOf(source, module);
  const names = namedImports(found);
  const gone = names.length === 1 ? found : names.find((each) => each.name.text === name);
  if (gone) tree.write(file, without(text, [gone]));
}

/** The same, where nothing else in the file uses the name. */
export function removeUnusedImport(tree: Tree, file: string, module: string, name: string): void {
  const uses = (tree.read(file, 'utf8') ?? '').match(new RegExp(`(?<!['\\w])${name}\\b`, 'g'));
  if (uses?.length === 1) removeFromImport(tree, file, module, name);
}

const importOf = (source: ts.SourceFile, module: string): ts.ImportDeclaration | undefined =>
  source.statements.find(
    (each): each is ts.ImportDeclaration =>
      ts.isImportDeclaration(each) && (each.moduleSpecifier as ts.StringLiteral).text === module,
  );

function namedImports(declaration: ts.ImportDeclaration | undefined): readonly ts.ImportSpecifier[] {
  const bindings = declaration?.importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
}

function parse(tree: Tree, file: string) {
  const text = tree.read(file, 'utf8');
  if (text === null)
    throw new UserError(`There is no ${file}.`, 'Every service has one: look at apps/enrollments.');
  return { text, source: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

function arrayIn(
  source: ts.SourceFile,
  { file, of }: SourceList,
): { elements: readonly ts.Expression[]; end: number } {
  const declared = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText(source) === of);
  const array = declared?.initializer && first(declared.initializer, ts.isArrayLiteralExpression);
  if (!array)
    throw new UserError(
      `${file} has no list ${of}.`,
      `It should be as in apps/enrollments: ${of} = (…) => […].`,
    );
  return { elements: array.elements, end: array.getEnd() };
}

function serviceParts(source: ts.SourceFile, file: string): ts.ObjectLiteralExpression {
  const call = first(
    source,
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) && node.expression.getText(source) === 'createService',
  );
  const parts = call?.arguments[1];
  if (parts && ts.isObjectLiteralExpression(parts)) return parts;
  throw new UserError(
    `${file} does not call createService(…, { … }).`,
    'Compose it as apps/enrollments/src/app.ts does.',
  );
}

const propertyOf = (parts: ts.ObjectLiteralExpression, name: string) =>
  parts.properties.find((each) => each.name?.getText() === name);

function first<T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): T | undefined {
  if (is(node)) return node;
  return ts.forEachChild(node, (child) => first(child, is));
}

const insert = (text: string, at: number, added: string) => text.slice(0, at) + added + text.slice(at);

const endOfImports = (source: ts.SourceFile) =>
  source.statements.filter(ts.isImportDeclaration).at(-1)?.getEnd() ?? 0;

/** The text without these nodes, with the comma and the end of line behind each. */
function without(text: string, nodes: readonly ts.Node[]): string {
  return [...nodes]
    .sort((one, other) => other.getFullStart() - one.getFullStart())
    .reduce((rest, node) => {
      const end = node.getEnd() + (/^\s*,/.exec(rest.slice(node.getEnd()))?.[0].length ?? 0);
      return rest.slice(0, node.getFullStart()) + rest.slice(end);
    }, text);
}
