import { isBuiltin } from 'node:module';
import ts from 'typescript';
import { UserError } from './user-error';

/** The ways in which a name of several words is written. */
export interface Spelling {
  /** `course-reviews` */
  name: string;
  /** `courseReviews` */
  camel: string;
  /** `CourseReviews` */
  pascal: string;
  /** `Course reviews` */
  title: string;
  /** `COURSE_REVIEWS` */
  constant: string;
}

export function spell(name: string): Spelling {
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    name,
    camel,
    pascal: first(camel),
    title: first(name.replaceAll('-', ' ')),
    constant: name.toUpperCase().replaceAll('-', '_'),
  };
}

/** `course-reviews` → `course-review`; a name that is no plural stays as it is. */
export function singular(name: string): string {
  if (/(^|-)(series|species|news)$/.test(name)) return name;
  const one = name.replace(/ies$/, 'y').replace(/([^sui])s$/, '$1');
  return isKeyword(spell(one).camel) ? name : one;
}

const kebab = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** Fails unless it is lower case, with single hyphens between words. */
export function checkKebab(what: string, name: string): void {
  if (kebab.test(name)) return;
  const better = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .replace(/-(\d)/g, '$1');
  const hint = kebab.test(better) ? `Try "${better}".` : 'Write it like course-reviews.';
  throw new UserError(
    `"${name}" is not a valid name for ${what}: write lower case, with hyphens between words.`,
    hint,
  );
}

/** The longest name of Kubernetes, for `<name>-clusterip-srv`. */
const longest = 63 - '-clusterip-srv'.length;

/** Fails for names that Kubernetes, npm or JavaScript would not take. */
export function checkServiceName(name: string): void {
  checkKebab('a service', name);
  const another = `Choose another, for example ${name}-service or a word of your domain.`;
  if (name.length > longest)
    throw new UserError(`"${name}" is too long: Kubernetes takes ${longest} characters here.`, 'Shorten it.');
  if (isKeyword(spell(name).camel))
    throw new UserError(`"${name}" is a reserved word of JavaScript.`, another);
  if (isBuiltin(name))
    throw new UserError(`"${name}" is not legal as the name of an npm package: Node has it.`, another);
}

function isKeyword(word: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, word);
  const kind = scanner.scan();
  return (
    ['arguments', 'await', 'eval', 'undefined'].includes(word) ||
    (kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastFutureReservedWord)
  );
}
