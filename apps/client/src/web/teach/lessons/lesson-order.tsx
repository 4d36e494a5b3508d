import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { Course, Lesson } from '@courses/contracts';
import { LessonRow } from './lesson-row';

interface Props {
  course: Course;
  frozen: boolean;
  /** The order that is being saved. */
  pending: string[] | undefined;
  onReorder: (ids: string[]) => void;
  onRemove: (id: string) => void;
}

const instructions =
  'To move a lesson, press Space on its handle, then the arrow keys, then Space again. Escape cancels.';

/** The lessons in their order, which is changed by dragging a handle or with the keyboard. */
export function LessonOrder({ course, frozen, pending, onReorder, onRemove }: Props) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const lessons = inOrder(course.lessons, pending);
  const ids = lessons.map(({ id }) => id);
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    onReorder(arrayMove(ids, ids.indexOf(String(active.id)), ids.indexOf(String(over.id))));
  };
  if (lessons.length === 0) return <p className="quiet">No lessons yet.</p>;
  return (
    <>
      {lessons.length > 1 && !frozen && (
        <p className="quiet lesson-order__hint">
          Drag a lesson by its handle, or press Space on the handle and use the arrow keys.
        </p>
      )}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={drop}
        accessibility={{
          announcements: announcementsFor(lessons),
          screenReaderInstructions: { draggable: instructions },
        }}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <ol className="lesson-order">
            {lessons.map((lesson, index) => (
              <LessonRow
                key={lesson.id}
                course={course}
                lesson={lesson}
                number={index + 1}
                frozen={frozen}
                onRemove={() => onRemove(lesson.id)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
    </>
  );
}

/** Lessons that someone else added in the meantime come last. */
function inOrder(lessons: Lesson[], ids: string[] | undefined): Lesson[] {
  if (!ids) return lessons;
  const moved = ids.flatMap((id) => lessons.find((lesson) => lesson.id === id) ?? []);
  return [...moved, ...lessons.filter(({ id }) => !ids.includes(id))];
}

function announcementsFor(lessons: Lesson[]): Announcements {
  const title = (id: string | number) => lessons.find((lesson) => lesson.id === id)?.title ?? '';
  const place = (id: string | number | undefined) =>
    `position ${lessons.findIndex((lesson) => lesson.id === id) + 1} of ${lessons.length}`;
  return {
    onDragStart: ({ active }) => `${title(active.id)} is picked up from ${place(active.id)}.`,
    onDragOver: ({ active, over }) => (over ? `${title(active.id)} is over ${place(over.id)}.` : undefined),
    onDragEnd: ({ active, over }) => `${title(active.id)} is dropped at ${place(over?.id ?? active.id)}.`,
    onDragCancel: ({ active }) => `${title(active.id)} stays at ${place(active.id)}.`,
  };
}
