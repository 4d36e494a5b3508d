import ts from 'typescript';

/** Behind `export *`, in front of the first `export { … }`. */
export const beforeNamedExports = (content: string): number | undefined =>
  parse(content)
    .statements.find(
      (node) => ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause),
    )
    ?.getStart();

/** The beginning of the line that closes the first array in the value of a constant. */
export const endOfArray =
  (constant: string) =>
  (content: string): number | undefined => {
    const source = parse(content);
    const declared = source.statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => [...declarationList.declarations])
      .find(({ name }) => name.getText(source) === constant);
    const array = declared && firstArray(declared);
    return array && content.lastIndexOf('\n', array.getEnd()) + 1;
  };

const firstArray = (node: ts.Node): ts.ArrayLiteralExpression | undefined =>
  ts.isArrayLiteralExpression(node) ? node : ts.forEachChild(node, firstArray);

const parse = (content: string) => ts.createSourceFile('file.ts', content, ts.ScriptTarget.Latest, true);
