/**
 * The paths of all pages, as the router of the page matches them: `:name` is one segment, `:name?` one that may be missing.
 * The server answers every other path with status 404.
 */
export const pagePaths = {
  catalog: '/',
  course: '/courses/:courseId',
  learn: '/courses/:courseId/learn/:lessonId?',
  signIn: '/sign-in',
  signUp: '/sign-up',
  account: '/account',
  myCourses: '/my-courses',
  teach: '/teach',
  newCourse: '/teach/new',
  editCourse: '/teach/courses/:courseId',
  roster: '/teach/courses/:courseId/roster',
  certificate: '/certificates/:certificateId',
  people: '/people',
  howItWorks: '/how-it-works',
} as const;

const patterns = Object.values(pagePaths).map((path) => {
  const source = path.replace(/\/:\w+\?/g, '(/[^/]+)?').replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}/?$`, 'i');
});

export const isPagePath = (path: string): boolean => patterns.some((pattern) => pattern.test(path));
