import type { Course } from '@courses/contracts';
import { useDeferredValue } from 'react';
import { useWatch, type Control } from 'react-hook-form';
import { levelNames } from '../../ui/level-names';
import { Cover } from '../../ui/cover/cover';
import { Markdown } from '../../ui/markdown/markdown';
import { count, duration } from '../../ui/format';
import { tagsOf, type DetailFields } from '../course-fields';

interface Props {
  course: Course;
  control: Control<DetailFields>;
}

/** The card and the text as others will see them. */
export function DetailsPreview({ course, control }: Props) {
  const typed = useDeferredValue(useWatch({ control }));
  const tags = tagsOf(typed.tags ?? '');
  const level = typed.level ?? course.level;
  const minutes = course.lessons.reduce((total, lesson) => total + lesson.durationMinutes, 0);
  return (
    <aside className="preview" aria-label="Preview">
      <p className="preview__label">Preview</p>
      <div className="card">
        <Cover course={{ id: course.id, level, tags }} format="card" />
        <div className="card__body">
          <p className="card__facts">
            <span className="card__level">{levelNames[level]}</span>
            <span>{count(course.lessons.length, 'lesson')}</span>
            <span>{duration(minutes)}</span>
          </p>
          <p className="card__title">
            <bdi>{typed.title?.trim() || 'Untitled course'}</bdi>
          </p>
          <p className="card__summary" dir="auto">
            {typed.summary}
          </p>
          {tags.length > 0 && <p className="card__tags">{tags.join('  ·  ')}</p>}
        </div>
      </div>
      {typed.description?.trim() && <Markdown text={typed.description} topHeading={3} />}
    </aside>
  );
}
