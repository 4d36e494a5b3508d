import type { Enrollment } from '@courses/contracts';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'react-router';
import { useSeats } from '../api/seats';
import { mainId } from '../ui/main-id';
import { markSeatSeen, useSeenSeats } from './seen-seats';

/** Tells a student on any page that a place on a waiting list became a seat, also when it did while they were away. */
export function SeatNotices() {
  const { pathname } = useLocation();
  const { data } = useSeats();
  const seen = useSeenSeats();
  const list = useRef<HTMLDivElement>(null);
  const fresh = (data?.items ?? []).filter(
    (enrollment) => isNews(enrollment) && !seen.includes(enrollment.id),
  );
  const atLessons = fresh.find(({ courseId }) => pathname.startsWith(lessonsOf(courseId)))?.id;
  useEffect(() => {
    if (atLessons !== undefined) markSeatSeen(atLessons);
  }, [atLessons]);
  const dismiss = (id: string) => {
    const others = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = others.find((button) => button.dataset['id'] !== id) ?? document.getElementById(mainId);
    next?.focus({ preventScroll: true });
    markSeatSeen(id);
  };
  return (
    <div role="status" ref={list}>
      {fresh.map(({ id, courseId, courseTitle }) => (
        <div key={id} className="seat-notice">
          <p>
            You have a seat in{' '}
            <Link to={lessonsOf(courseId)}>
              <bdi>{courseTitle}</bdi>
            </Link>
          </p>
          <button type="button" className="text-button" data-id={id} onClick={() => dismiss(id)}>
            Dismiss <span className="visually-hidden">the notice about {courseTitle}</span>
          </button>
        </div>
      ))}
    </div>
  );
}

/** Who has begun with the lessons knows of the seat. */
const isNews = ({ promotedAt, completedLessonIds }: Enrollment): boolean =>
  promotedAt !== undefined && completedLessonIds.length === 0;

const lessonsOf = (courseId: string) => `/courses/${courseId}/learn`;
