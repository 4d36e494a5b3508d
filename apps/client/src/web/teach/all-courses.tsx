import type { CourseStatus, CourseSummary } from '@courses/contracts';
import { useSearchParams } from 'react-router';
import { useInstructorNames } from '../api/card-facts';
import { useAllCourses } from '../api/teaching';
import { Notice } from '../ui/feedback/notice';
import { CourseRow } from './course-row';
import { CourseRows } from './course-rows';

const choices: [CourseStatus | undefined, string][] = [
  [undefined, 'All'],
  ['draft', 'Drafts'],
  ['published', 'Published'],
  ['archived', 'Archived'],
];

/** The courses of every instructor, drafts included; for admins. */
export function AllCourses() {
  const [params, setParams] = useSearchParams();
  const status = choices.find(([value]) => value === params.get('status'))?.[0];
  const query = useAllCourses(status);
  return (
    <>
      <fieldset className="choices">
        <legend className="visually-hidden">Status</legend>
        {choices.map(([value, label]) => (
          <label key={label} className="choices__item">
            <input
              className="choices__input visually-hidden"
              type="radio"
              name="status"
              checked={status === value}
              onChange={() => setParams({ list: 'all', ...(value && { status: value }) }, { replace: true })}
            />
            <span className="choices__label">{label}</span>
          </label>
        ))}
      </fieldset>
      <CourseRows
        query={query}
        failureTitle="The courses could not be loaded"
        none={
          <Notice title="No courses">
            <p>No instructor has a course like this.</p>
          </Notice>
        }
        rowsOf={(courses) => <NamedRows courses={courses} />}
      />
    </>
  );
}

function NamedRows({ courses }: { courses: CourseSummary[] }) {
  const names = useInstructorNames(courses.map(({ instructorId }) => instructorId));
  return courses.map((course) => (
    <CourseRow key={course.id} course={course} instructor={names?.get(course.instructorId)} />
  ));
}
