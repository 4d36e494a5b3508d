import * as contracts from '.';
import { coursesApi, eventContracts, isProblemCode, problems, rosterOpened, type Endpoint } from '.';
import { course, courseFields, lessonFields } from './course';

const isEndpoint = (value: object): value is Endpoint => 'method' in value;

const apis = Object.entries(contracts)
  .filter(([name]) => name.endsWith('Api'))
  .map(([, api]) => Object.values(api).filter(isEndpoint));
/** Of every service. */
const endpoints = apis.flat();

describe('the event contracts', () => {
  it('have types that consist of an aggregate, a past event and a major version', () => {
    for (const [type, contract] of eventContracts) {
      expect(type).toMatch(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\.v[1-9]\d*$/);
      expect(contract.type).toBe(type);
    }
  });

  it('carry the whole public state of a course in its events', () => {
    for (const type of ['course.published.v1', 'course.changed.v1', 'course.archived.v1']) {
      expect(eventContracts.get(type)?.data).toBe(course);
    }
  });
});

describe('an event contract', () => {
  it('creates events of its type and source, each with a unique id and a time', () => {
    const data = {
      courseId: '01987c52-6f2a-7c3e-9d51-0c6a3b1f0001',
      courseTitle: 'Knots',
      status: 'open' as const,
      capacity: 3,
      seatsTaken: 0,
      seatsLeft: 3,
      waiting: 0,
      version: 1,
    };
    const [event, other] = [1, 1].map((version) =>
      rosterOpened.create({ subject: data.courseId, version, data }),
    );
    expect(event).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      type: 'roster.opened.v1',
      source: 'enrollments',
      subject: data.courseId,
      aggregateVersion: 1,
      time: expect.stringMatching(/Z$/),
      data,
    });
    expect(other?.id).not.toBe(event?.id);
  });
});

describe('the problem catalog', () => {
  it('has an error status and a title for each code', () => {
    for (const { status, title } of Object.values(problems)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(600);
      expect(title).not.toBe('');
    }
  });

  it('recognizes its own codes only, not system errors or prototype properties', () => {
    expect(isProblemCode('course-not-found')).toBe(true);
    for (const code of ['ECONNREFUSED', 'constructor', '__proto__', 11000, undefined])
      expect(isProblemCode(code)).toBe(false);
  });
});

describe('the endpoints', () => {
  it('have ids that are unique within their service', () => {
    for (const api of apis) expect(new Set(api.map(({ id }) => id)).size).toBe(api.length);
  });

  it('have unique combinations of method and path', () => {
    expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(endpoints.length);
  });

  it('declare every parameter of their path', () => {
    for (const { path, params } of endpoints) {
      const named = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
      expect(Object.keys(params?.shape ?? {})).toEqual(named);
    }
  });

  it('require If-Match when they may respond with precondition-failed', () => {
    for (const { problems: codes, headers } of endpoints.filter(({ problems: codes }) =>
      codes.includes('precondition-failed'),
    )) {
      expect([codes, headers?.shape]).toEqual([
        codes,
        expect.objectContaining({ 'if-match': expect.anything() }),
      ]);
    }
  });
});

describe('a text with a limit in bytes', () => {
  it('is measured in bytes of UTF-8', () => {
    const { content } = lessonFields.shape;
    expect(content.safeParse('x'.repeat(65_536)).success).toBe(true);
    expect(content.safeParse('é'.repeat(32_768)).success).toBe(true);
    expect(content.safeParse('é'.repeat(32_769)).success).toBe(false);
  });
});

describe('tags', () => {
  it.each(['c++', 'c#', 'node.js', 'a11y', '3d'])('accept the tag %s', (tag) => {
    expect(courseFields.shape.tags.safeParse([tag]).success).toBe(true);
  });

  it.each(['', 'Two Words', '$where', '-x', 'ünder', 'x'.repeat(41)])('reject the tag "%s"', (tag) => {
    expect(courseFields.shape.tags.safeParse([tag]).success).toBe(false);
  });
});

describe('the size of a page', () => {
  const { limit } = coursesApi.listCourses.query.shape;

  it('is written in decimal digits', () => {
    expect([limit.parse('7'), limit.parse('100'), limit.parse(undefined)]).toEqual([7, 100, 20]);
  });

  it.each(['0x10', '1e1', '+5', '-5', ' 5', '5 ', '5.0', '٥', '', '0', '101', ['5', '6']])(
    'is not %j',
    (text) => {
      expect(limit.safeParse(text).success).toBe(false);
    },
  );
});

describe('an If-Match header', () => {
  const { 'if-match': header } = coursesApi.changeCourse.headers.shape;

  it.each(['*', '"1"', 'W/"1"', '"1","2"', '"1"\t, ,"a,b" ,', ',"1"', '', '"\xe9"', '""'])(
    'may be %j',
    (text) => {
      expect(header.safeParse(text).success).toBe(true);
    },
  );

  it.each(['1', '"1', '"1" "2"', 'w/"1"', 'W/1', '*, "1"', '"a b"', "'1'", ', '.repeat(8_000) + 'x'])(
    'is not %j',
    (text) => {
      expect(header.safeParse(text).success).toBe(false);
    },
  );
});
