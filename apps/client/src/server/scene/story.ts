import type { Course } from '@courses/contracts';
import type { ScenePeople, ScenePerson, SceneActors } from './scene-people';

export interface StoryStep {
  title: string;
  sentence: string;
  /** Types of the events that it causes. */
  causes: string[];
  act: (stage: Stage) => Promise<void>;
}

/** What the steps of one play share. */
export interface Stage {
  courseId: string | undefined;
}

export interface Story {
  steps: StoryStep[];
  /** Takes what this play, or an earlier one, left in the catalog out of it. */
  cleanUp: (stage: Stage) => Promise<void>;
}

export const sceneTitle = 'A scene: tie three knots';

export function story(
  { instructor, students: [first, second, third] }: ScenePeople,
  actors: SceneActors,
): Story {
  const seat =
    (person: ScenePerson, method: 'PUT' | 'DELETE') =>
    async ({ courseId }: Stage) => {
      const path = `/v1/rosters/${courseId}/my-enrollment`;
      await actors.as(person, 'enrollments', { method, path });
    };
  const teach = (method: 'GET' | 'POST', path: string, more: { body?: object; version?: number } = {}) =>
    actors.as(instructor, 'courses', { method, path: `/v1/courses${path}`, ...more });

  async function publish(stage: Stage): Promise<void> {
    // A step that failed half-way goes on with its course.
    stage.courseId ??= await createDraft();
    await teach('POST', `/${stage.courseId}/publish`);
  }

  async function createDraft(): Promise<string> {
    const { id, version } = (await teach('POST', '', { body: course })) as Course;
    await teach('POST', `/${id}/lessons`, { version, body: lesson });
    return id;
  }

  return {
    steps: [
      {
        title: `${instructor.name} publishes a course with two seats`,
        sentence:
          'The service courses stores the course and the event “course published” in one write. RabbitMQ hands a copy to enrollments, which opens a roster and announces it in turn.',
        causes: ['course.published.v1', 'roster.opened.v1'],
        act: publish,
      },
      {
        title: `${first.name} takes a seat`,
        sentence:
          'A seat is one conditional write in enrollments. Whoever needs to know that it is taken learns it from the event, later, and no one waits for them.',
        causes: ['enrollment.confirmed.v1'],
        act: seat(first, 'PUT'),
      },
      {
        title: `${second.name} takes the last seat`,
        sentence:
          'The same write again, and the course is full. How many seats there are, enrollments knows from its own copy: it does not ask courses.',
        causes: ['enrollment.confirmed.v1'],
        act: seat(second, 'PUT'),
      },
      {
        title: `${third.name} is the third and waits`,
        sentence:
          'The condition of the write does not hold any more, so enrollments adds a place at the end of the waiting list.',
        causes: ['enrollment.waitlisted.v1'],
        act: seat(third, 'PUT'),
      },
      {
        title: `${second.name} gives up the seat, and ${third.name} moves up`,
        sentence:
          'One write frees the seat and gives it to the first who waits, so that no one can slip in between. Two events say what happened.',
        causes: ['enrollment.withdrawn.v1', 'enrollment.confirmed.v1'],
        act: seat(second, 'DELETE'),
      },
      {
        title: `${instructor.name} archives the course`,
        sentence:
          'The course leaves the catalog, and its event lets enrollments close the roster. The scene has cleaned up after itself.',
        causes: ['course.archived.v1', 'roster.changed.v1'],
        act: async ({ courseId }) => void (await teach('POST', `/${courseId}/archive`)),
      },
    ],
    async cleanUp() {
      const search = new URLSearchParams({ search: 'scene knots', status: 'published', limit: '100' });
      const { items } = (await teach('GET', `?${search.toString()}`)) as { items: Course[] };
      for (const { id, title } of items) if (title === sceneTitle) await teach('POST', `/${id}/archive`);
    },
  };
}

const course = {
  title: sceneTitle,
  summary: 'Part of the page How it works: it is archived when the scene ends.',
  level: 'beginner',
  tags: ['scene'],
  capacity: 2,
};

const lesson = {
  title: 'The reef knot',
  durationMinutes: 5,
  content: 'Right over left and under, left over right and under.',
};
