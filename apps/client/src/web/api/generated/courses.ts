// Made from the OpenAPI documents of the services by `npx nx run client:record`; do not edit.
export interface paths {
  '/v1/courses/{courseId}/lessons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a lesson at the end, or at a position
     * @description For the roles instructor and admin.
     */
    post: operations['addLesson'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/courses/{courseId}/archive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Archive a published course
     * @description For the roles instructor and admin.
     */
    post: operations['archiveCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/courses/{courseId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a course with its lessons */
    get: operations['readCourse'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change some fields of a course
     * @description For the roles instructor and admin.
     */
    patch: operations['changeCourse'];
    trace?: never;
  };
  '/v1/courses/{courseId}/lessons/{lessonId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a lesson
     * @description For the roles instructor and admin.
     */
    delete: operations['removeLesson'];
    options?: never;
    head?: never;
    /**
     * Change some fields of a lesson
     * @description For the roles instructor and admin.
     */
    patch: operations['changeLesson'];
    trace?: never;
  };
  '/v1/courses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the published courses; your own in every status with your instructorId */
    get: operations['listCourses'];
    put?: never;
    /**
     * Create a draft
     * @description For the roles instructor and admin.
     */
    post: operations['createCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/courses/{courseId}/publish': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Publish a draft
     * @description For the roles instructor and admin.
     */
    post: operations['publishCourse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/courses/{courseId}/lesson-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Put the lessons in another order
     * @description For the roles instructor and admin.
     */
    put: operations['reorderLessons'];
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
    NewLesson: {
      title: string;
      durationMinutes: number;
      /** @description Markdown text, at most 64 KiB */
      content: string;
      /** @description Index in the list of lessons; at the end without it */
      position?: number;
    };
    CourseChanges: {
      title?: string;
      summary?: string;
      /** @description Markdown text */
      description?: string;
      /** @enum {string} */
      level?: 'beginner' | 'intermediate' | 'advanced';
      tags?: string[];
      /** @description Seats */
      capacity?: number;
    };
    LessonChanges: {
      title?: string;
      durationMinutes?: number;
      /** @description Markdown text, at most 64 KiB */
      content?: string;
    };
    NewCourse: {
      /**
       * Format: uuid
       * @description Whose course it is; you without it, and only admins name others
       */
      instructorId?: string;
      /** @default  */
      title?: string;
      /** @default  */
      summary?: string;
      /**
       * @description Markdown text
       * @default
       */
      description?: string;
      /**
       * @default beginner
       * @enum {string}
       */
      level?: 'beginner' | 'intermediate' | 'advanced';
      /** @default [] */
      tags?: string[];
      /**
       * @description Seats
       * @default 30
       */
      capacity?: number;
    };
    LessonOrder: {
      lessonIds: string[];
    };
    Course: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      instructorId: string;
      /** @enum {string} */
      status: 'draft' | 'published' | 'archived';
      version: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      /** Format: date-time */
      publishedAt?: string;
      /** Format: date-time */
      archivedAt?: string;
      title: string;
      summary: string;
      /** @description Markdown text */
      description: string;
      /** @enum {string} */
      level: 'beginner' | 'intermediate' | 'advanced';
      tags: string[];
      /** @description Seats */
      capacity: number;
      lessons: components['schemas']['Lesson'][];
    };
    Lesson: {
      /** Format: uuid */
      id: string;
      title: string;
      durationMinutes: number;
      /** @description Markdown text, at most 64 KiB */
      content: string;
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
    CoursePage: {
      items: components['schemas']['CourseSummary'][];
      nextCursor?: string;
    };
    CourseSummary: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      instructorId: string;
      /** @enum {string} */
      status: 'draft' | 'published' | 'archived';
      version: number;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
      /** Format: date-time */
      publishedAt?: string;
      /** Format: date-time */
      archivedAt?: string;
      title: string;
      summary: string;
      /** @enum {string} */
      level: 'beginner' | 'intermediate' | 'advanced';
      tags: string[];
      /** @description Seats */
      capacity: number;
      lessonCount: number;
      totalMinutes: number;
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
  addLesson: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read; required (428 without it) */
        'if-match'?: string;
      };
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewLesson'];
      };
    };
    responses: {
      /** @description The course after the change */
      201: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `course-not-found`: There is no such course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-archived`: An archived course cannot be changed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
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
      /** @description `course-incomplete`: A published course needs a title, a summary and at least one lesson. `course-too-large`: The lessons of the course are too many or too long */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-required`: Send the ETag that you read as If-Match */
      428: {
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
  archiveCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read, to act only on that version */
        'if-match'?: string;
      };
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course after the change */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `forbidden`: You may not do this */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-not-found`: There is no such course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `illegal-transition`: The course cannot go from its present status to that one. `write-conflict`: Somebody else changed it at the same moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
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
  readCourse: {
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
      /** @description The course */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `course-not-found`: There is no such course */
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
  changeCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read; required (428 without it) */
        'if-match'?: string;
      };
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CourseChanges'];
      };
    };
    responses: {
      /** @description The course after the change */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `course-not-found`: There is no such course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-archived`: An archived course cannot be changed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
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
      /** @description `course-incomplete`: A published course needs a title, a summary and at least one lesson. `course-too-large`: The lessons of the course are too many or too long */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-required`: Send the ETag that you read as If-Match */
      428: {
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
  removeLesson: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read; required (428 without it) */
        'if-match'?: string;
      };
      path: {
        courseId: string;
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course after the change */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `forbidden`: You may not do this */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-not-found`: There is no such course. `lesson-not-found`: The course has no such lesson */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-archived`: An archived course cannot be changed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-incomplete`: A published course needs a title, a summary and at least one lesson */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-required`: Send the ETag that you read as If-Match */
      428: {
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
  changeLesson: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read; required (428 without it) */
        'if-match'?: string;
      };
      path: {
        courseId: string;
        lessonId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonChanges'];
      };
    };
    responses: {
      /** @description The course after the change */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `course-not-found`: There is no such course. `lesson-not-found`: The course has no such lesson */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-archived`: An archived course cannot be changed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
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
      /** @description `course-too-large`: The lessons of the course are too many or too long */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-required`: Send the ETag that you read as If-Match */
      428: {
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
  listCourses: {
    parameters: {
      query?: {
        /** @description Items on a page */
        limit?: number;
        /** @description `nextCursor` of the page before */
        cursor?: string;
        status?: 'draft' | 'published' | 'archived';
        level?: 'beginner' | 'intermediate' | 'advanced';
        tag?: string;
        instructorId?: string;
        /** @description Beginnings of words in the title */
        search?: string;
        sort?: 'newest' | 'title';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of courses */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CoursePage'];
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
  createCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description A key of your choice, e.g. a UUID, that makes repeating this request safe */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewCourse'];
      };
    };
    responses: {
      /** @description The new draft */
      201: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `idempotency-key-reused`: The Idempotency-Key was used for another request */
      422: {
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
  publishCourse: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read, to act only on that version */
        'if-match'?: string;
      };
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The course after the change */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `forbidden`: You may not do this */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-not-found`: There is no such course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `illegal-transition`: The course cannot go from its present status to that one. `write-conflict`: Somebody else changed it at the same moment */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-incomplete`: A published course needs a title, a summary and at least one lesson */
      422: {
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
  reorderLessons: {
    parameters: {
      query?: never;
      header?: {
        /** @description ETag that you read; required (428 without it) */
        'if-match'?: string;
      };
      path: {
        courseId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LessonOrder'];
      };
    };
    responses: {
      /** @description The course after the change */
      200: {
        headers: {
          /** @description Version of the resource */
          etag: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Course'];
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
      /** @description `course-not-found`: There is no such course */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `course-archived`: An archived course cannot be changed */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-failed`: It has changed since you read it */
      412: {
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
      /** @description `lesson-order-mismatch`: The order must name every lesson of the course once */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `precondition-required`: Send the ETag that you read as If-Match */
      428: {
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
}
