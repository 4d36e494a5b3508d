import type { CourseSummary } from '@courses/contracts';
import { useCardFacts } from '../api/card-facts';
import { CourseCard } from './course-card';

/** The cards of one page of the list. */
export function CourseCards({ courses }: { courses: CourseSummary[] }) {
  const factsOf = useCardFacts(courses);
  return courses.map((course) => (
    <li key={course.id}>
      <CourseCard course={course} facts={factsOf(course)} />
    </li>
  ));
}
