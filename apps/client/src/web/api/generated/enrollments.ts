// Made from the OpenAPI documents of the services by `npx nx run client:record`; do not edit.
export interface paths {
  '/v1/enrollments/{enrollmentId}/completed-lessons/{lessonId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Tick off a lesson; the last one completes the course */
    put: operations['completeLesson'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rosters/{courseId}/my-enrollment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read your place in a course */
    get: operations['readMyPlace'];
    /**
     * Take a seat, or wait for one when the course is full; repeating it changes nothing
     * @description For the roles student.
     */
    put: operations['enroll'];
    post?: never;
    /** Give up your place; your seat goes to the first who waits */
    delete: operations['withdraw'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your enrollments, newest first; a new one appears a moment after you enroll */
    get: operations['listMyEnrollments'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rosters/{courseId}/enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who has a seat in your course, first enrolled first
     * @description For the roles instructor and admin.
     */
    get: operations['listSeats'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rosters/{courseId}/waiting-list': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List who waits for a seat in your course, next first
     * @description For the roles instructor and admin.
     */
    get: operations['listWaiting'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/enrollments/{enrollmentId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read one of your enrollments with its progress */
    get: operations['readEnrollment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/rosters/{courseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read how many seats of a course are taken */
    get: operations['readRoster'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Enrollment: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      courseId: string;
      /** Format: uuid */
      studentId: string;
      /**
       * Format: date-time
       * @description When the student asked for it
       */
      enrolledAt: string;
      courseTitle: string;
      /** @enum {string} */
      status: 'waiting' | 'confirmed' | 'completed' | 'withdrawn';
      /** @description Of the lessons that the course has now */
      completedLessonIds: string[];
      lessonCount: number;
      /**
       * Format: date-time
       * @description When the last lesson was done; stays when lessons are added later
       */
      completedAt?: string;
    };
    /** @description RFC 9457 problem document */
    Problem: {
      type: string;
      title: string;
      status: number;
      /** @enum {string} */
      code:
        | 'validation-failed'
        | 'malformed-json'
        | 'malformed-request'
        | 'invalid-cursor'
        | 'unauthenticated'
        | 'invalid-credentials'
        | 'session-ended'
        | 'forbidden'
        | 'route-not-found'
        | 'course-not-found'
        | 'lesson-not-found'
        | 'enrollment-not-found'
        | 'roster-not-found'
        | 'account-not-found'
        | 'method-not-allowed'
        | 'write-conflict'
        | 'illegal-transition'
        | 'course-archived'
        | 'roster-closed'
        | 'waiting-list-full'
        | 'no-seat'
        | 'own-admin-role'
        | 'precondition-failed'
        | 'payload-too-large'
        | 'unsupported-media-type'
        | 'course-incomplete'
        | 'course-too-large'
        | 'lesson-order-mismatch'
        | 'idempotency-key-reused'
        | 'password-refused'
        | 'precondition-required'
        | 'rate-limited'
        | 'headers-too-large'
        | 'internal-error'
        | 'upstream-unavailable'
        | 'not-ready'
        | 'announcements-pending'
        | 'upstream-timeout';
      detail?: string;
      instance?: string;
      requestId?: string;
      errors?: {
        /** @enum {string} */
        in: 'path' | 'query' | 'header' | 'body';
        pointer: string;
        message: string;
      }[];
    };
    Place: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      courseId: string;
      /** Format: uuid */
      studentId: string;
      /**
       * Format: date-time
       * @description When the student asked for it
       */
      enrolledAt: string;
      /** @enum {string} */
      status: 'confirmed' | 'waiting';
      /** @description In the waiting list; 1 is next */
      position?: number;
    };
    EnrollmentPage: {
      items: components['schemas']['Enrollment'][];
      nextCursor?: string;
    };
    RosterEntryPage: {
      items: components['schemas']['RosterEntry'][];
      nextCursor?: string;
    };
    RosterEntry: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      courseId: string;
      /** Format: uuid */
      studentId: string;
      /**
       * Format: date-time
       * @description When the student asked for it
       */
      enrolledAt: string;
      /** @description Missing until it has arrived here */
      studentName?: string;
    };
    Roster: {
      /** Format: uuid */
      courseId: string;
      courseTitle: string;
      /** @enum {string} */
      status: 'open' | 'closed';
      /** @description What the course wants, and never less than the seats that are taken */
      capacity: number;
      seatsTaken: number;
      seatsLeft: number;
      /** @description How many wait for a seat */
      waiting: number;
      version: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  completeLesson: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        enrollmentId: string;
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description The enrollment after it */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract. `malformed-json`: The body is not valid JSON */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `enrollment-not-found`: There is no such enrollment. `lesson-not-found`: The course has no such lesson */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `no-seat`: The enrollment has no seat in the course. `write-conflict`: Somebody else changed it at the same moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload-too-large`: The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported-media-type`: The body must be application/json */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readMyPlace: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your place */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Place'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-not-found`: There is no roster for this course. `enrollment-not-found`: There is no such enrollment */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  enroll: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': Record<string, never>;
      };
    };
    responses: {
      /** @description Your place */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Place'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract. `malformed-json`: The body is not valid JSON */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden`: You may not do this */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-not-found`: There is no roster for this course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-closed`: The course does not take enrollments any more. `waiting-list-full`: The course and its waiting list are full. `write-conflict`: Somebody else changed it at the same moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `payload-too-large`: The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unsupported-media-type`: The body must be application/json */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready. `announcements-pending`: Too many earlier changes still wait to be announced */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description You have no place in the course (any more) */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description `validation-failed`: The request does not match the contract */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-not-found`: There is no roster for this course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `write-conflict`: Somebody else changed it at the same moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready. `announcements-pending`: Too many earlier changes still wait to be announced */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listMyEnrollments: {
    parameters: {
      query?: {
        /** @description Items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
        status?: 'waiting' | 'confirmed' | 'completed' | 'withdrawn';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of enrollments */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EnrollmentPage'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract. `invalid-cursor`: The cursor is not one that this list gave */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listSeats: {
    parameters: {
      query?: {
        /** @description Items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of seats */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterEntryPage'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract. `invalid-cursor`: The cursor is not one that this list gave */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden`: You may not do this */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-not-found`: There is no roster for this course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listWaiting: {
    parameters: {
      query?: {
        /** @description Items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the waiting list */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RosterEntryPage'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract. `invalid-cursor`: The cursor is not one that this list gave */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `forbidden`: You may not do this */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-not-found`: There is no roster for this course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readEnrollment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        enrollmentId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The enrollment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Enrollment'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `unauthenticated`: Sign in first: send a valid access token */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `enrollment-not-found`: There is no such enrollment */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `not-ready`: The service is not ready */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  readRoster: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The roster */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Roster'];
        };
      };
      /** @description `validation-failed`: The request does not match the contract */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `roster-not-found`: There is no roster for this course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `internal-error`: Something went wrong on our side */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
