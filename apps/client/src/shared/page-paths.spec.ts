import { isPagePath } from './page-paths';

it.each(['/', '/courses/1', '/courses/1/learn', '/courses/1/learn/2', '/Sign-In', '/teach/new/'])(
  'knows %s as a page, like the router',
  (path) => expect(isPagePath(path)).toBe(true),
);

it.each(['/courses', '/courses/1/learn/2/3', '/teach/courses', '/sign-in/x', '/no/such/page'])(
  'knows no page at %s',
  (path) => expect(isPagePath(path)).toBe(false),
);
