const words = new Set([
  'and',
  'or',
  'unless',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'bool',
  'offset',
]);
const string = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const grouping = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const identifier = /[a-zA-Z_:][\w:]*/g;

export interface Selector {
  metric: string;
  /** Names of the labels that it matches. */
  labels: string[];
}

export interface Query {
  selectors: Selector[];
  /** Names of the labels that it aggregates or joins by. */
  grouping: string[];
}

const names = (text: string): string[] => text.match(identifier) ?? [];

/** The metrics and labels that a PromQL expression names. It is no parser: promtool checks the syntax. */
export function readQuery(expression: string): Query {
  const plain = expression.replace(string, '""').replace(/\[[^\]]*\]/g, '');
  const grouped = [...plain.matchAll(grouping)].flatMap(([, list = '']) => names(list));
  const rest = plain.replace(grouping, ' ');
  const selectors = [...rest.matchAll(/([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\}|(?![\w:]|\s*\())/g)]
    .map(([, metric = '', matchers = '']) => ({ metric, labels: names(matchers.replaceAll('""', '')) }))
    .filter(({ metric }) => !words.has(metric));
  return { selectors, grouping: grouped };
}
