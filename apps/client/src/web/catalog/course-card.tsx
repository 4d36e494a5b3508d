import type { CourseSummary, Roster } from '@courses/contracts';
import type { CardFacts } from '../api/card-facts';
import { Link, useLocation } from 'react-router';
import { Cover } from '../ui/cover/cover';
import { count, duration } from '../ui/format';
import { levelNames } from '../ui/level-names';

interface Props {
  course: CourseSummary;
  facts: CardFacts;
}

export function CourseCard({ course, facts }: Props) {
  const { search } = useLocation();
  return (
    <article className="card">
      <Cover course={course} format="card" />
      <div className="card__body">
        <p className="card__facts">
          <span className="card__level">{levelNames[course.level]}</span>
          <span>{count(course.lessonCount, 'lesson')}</span>
          <span>{duration(course.totalMinutes)}</span>
        </p>
        <h2 className="card__title">
          <Link className="card__link" to={`/courses/${course.id}`} state={{ catalog: search }}>
            {course.title}
          </Link>
        </h2>
        <p className="card__summary">{course.summary}</p>
        {course.tags.length > 0 && <p className="card__tags">{course.tags.join('  ·  ')}</p>}
        <CardFoot {...facts} />
      </div>
    </article>
  );
}

/** Takes its place before its text has arrived. */
function CardFoot({ instructor, roster }: CardFacts) {
  return (
    <p className="card__foot">
      {instructor && (
        <span className="card__instructor">
          <span className="visually-hidden">Instructor: </span>
          <bdi>{instructor}</bdi>
        </span>
      )}
      {roster && <span className="card__seats">{seatsText(roster)}</span>}
    </p>
  );
}

const seatsText = ({ status, seatsLeft }: Roster): string => {
  if (status === 'closed') return 'Closed';
  return seatsLeft === 0 ? 'Full' : `${count(seatsLeft, 'seat')} left`;
};
