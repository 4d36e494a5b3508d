const { faultOf } = jest.requireActual<{ faultOf: (folder: string) => string | undefined }>('../folder.cjs');

test.each(['/code/courses', '/my code/100%/a%20b', '/Führung/日本', 'C:\\code\\(new) [1] & more'])(
  'the repository works in %j',
  (folder) => expect(faultOf(folder)).toBeUndefined(),
);

test.each(['/code/c#/courses', '/code/why?/courses'])(
  'the repository is not for %j, and says why',
  (folder) => {
    expect(faultOf(folder)).toMatch(
      /^Move the repository to a folder without # and \? in its path.* Vite .*/,
    );
    expect(faultOf(folder)).toContain(folder);
  },
);
