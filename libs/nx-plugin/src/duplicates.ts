import ts from 'typescript';
import { isMap, isPair, isScalar, isSeq, parseAllDocuments, visit, type Document, type Node } from 'yaml';

/** What one file has twice though it must have it once: keys, anchors, names in a list, variables of an image. */
export function duplicatesIn(file: string, text: string): string[] {
  if (/\.[cm]?js$/.test(file)) return inObjectLiterals(text);
  if (/(^|\/)Dockerfile$/.test(file)) return repeated(variablesOfImage(text));
  if (/\.(ya?ml|json)$|(^|\/)[Kk]ustomization$/.test(file))
    return documentsIn(text).flatMap((document) => inDocument(document));
  return [];
}

/** `Deployment courses-depl` and so on: the Kubernetes objects in a file. */
export const objectsIn = (text: string): string[] =>
  documentsIn(text).flatMap((document) => {
    const { kind, metadata } = (document.toJS() ?? {}) as { kind?: string; metadata?: { name?: string } };
    return kind && metadata?.name ? [`${kind} ${metadata.name}`] : [];
  });

export const repeated = (words: string[]): string[] => [
  ...new Set(words.filter((word, index) => words.indexOf(word) < index)),
];

const documentsIn = (text: string): Document[] =>
  [parseAllDocuments(text, { uniqueKeys: false, merge: true })].flat();

function inDocument(document: Document): string[] {
  const anchors: string[] = [];
  const found: string[] = [];
  // The visitor of a kind of node is called instead of the one of any node, so there is only one.
  visit(document, {
    Node(_, node) {
      if ('anchor' in node && node.anchor) anchors.push(`&${node.anchor}`);
      if (isMap(node)) found.push(...repeated(node.items.map(({ key }) => String(key))));
      if (isSeq(node)) found.push(...repeated(node.items.map((item) => nameOf(item as Node))));
    },
    Pair(_, { key, value }) {
      // A file inside a ConfigMap.
      const inner = isScalar(value) && typeof value.value === 'string' ? value.value : '';
      found.push(...duplicatesIn(String(key), inner));
    },
  });
  return [...found, ...repeated(anchors)];
}

/** What stands for an element of a list: its name, or all of it. */
function nameOf(item: Node): string {
  if (isMap(item)) {
    const named = item.get('name');
    if (typeof named === 'string') return named;
  }
  return isPair(item) || isMap(item) || isSeq(item) ? JSON.stringify(item) : String(item);
}

function inObjectLiterals(text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node))
      found.push(
        ...repeated(node.properties.flatMap(({ name }) => (name && 'text' in name ? [name.text] : []))),
      );
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('file.js', text, ts.ScriptTarget.Latest, true));
  return found;
}

const variablesOfImage = (text: string): string[] =>
  [...text.matchAll(/^(?:ENV\s+| {4})([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name);
