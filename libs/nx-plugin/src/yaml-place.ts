import { isCollection, isMap, isPair, isScalar, parseAllDocuments, type Node } from 'yaml';

/**
 * The place in front of an item of a list or map in YAML: of the item called `before`, otherwise of the first. A path may
 * lead into a text that is JSON, such as a file in a Secret.
 */
export const yamlPlace =
  (path: string[], before?: string) =>
  (content: string): number | undefined => {
    for (const { contents } of [parseAllDocuments(content)].flat()) {
      const at = contents && itemAt(content, contents, path, before);
      if (at !== undefined && at !== null) return startOfLine(content, at);
    }
    return undefined;
  };

function itemAt(content: string, node: Node, [key, ...rest]: string[], before?: string): number | undefined {
  if (isScalar(node) && typeof node.value === 'string' && node.range)
    return inJson(content, node.range, [key ?? '', ...rest]);
  if (!isCollection(node)) return undefined;
  if (key !== undefined) {
    const value = isMap(node) ? node.get(key, true) : undefined;
    return value && itemAt(content, value as Node, rest, before);
  }
  const items = node.items.map((item) => (isPair(item) ? item.key : item) as Node);
  const found =
    before === undefined ? items[0] : items.find((item) => isScalar(item) && item.value === before);
  return found?.range?.[0];
}

/** JSON is YAML, and its indentation does not matter. */
function inJson(content: string, [start, end]: [number, number, number], path: string[]): number | undefined {
  const json = content.indexOf('{', start);
  const at = json < 0 || json >= end ? undefined : yamlPlace(path)(content.slice(json, end));
  return at === undefined ? undefined : json + at;
}

/** Of the line, and of the comments right above it. */
function startOfLine(content: string, at: number): number {
  const start = content.lastIndexOf('\n', at - 1) + 1;
  const above = content.lastIndexOf('\n', start - 2) + 1;
  return start > 0 && /^ *#/.test(content.slice(above, start)) ? startOfLine(content, above) : start;
}
