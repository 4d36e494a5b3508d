import type { RosterEntry, SeatEntry } from '@courses/contracts';
import { useRef, useState } from 'react';
import { ProgressBar } from '../../ui/feedback/progress-bar';
import { count, date, recentDate } from '../../ui/format';
import { RemoveForm } from './remove-form';

interface Props {
  entry: SeatEntry | RosterEntry;
  isOpen: boolean;
  onRemoved: (row: HTMLElement | null, name: string) => void;
}

const unknownName = 'Name not available yet';

export function PersonRow({ entry, isOpen, onRemoved }: Props) {
  const { studentName, enrolledAt } = entry;
  const name = studentName ?? unknownName;
  const row = useRef<HTMLLIElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const cancel = () => {
    setAsking(false);
    button.current?.focus();
  };
  return (
    <li ref={row} className="people-list__item">
      <bdi className="people-list__name">{name}</bdi>
      <p className="people-list__facts quiet">
        Since <time dateTime={enrolledAt}>{date(enrolledAt)}</time>
      </p>
      {'lessonsDone' in entry && <SeatProgress entry={entry} name={name} />}
      {isOpen && (
        <button
          ref={button}
          type="button"
          className="text-button people-list__remove"
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        >
          Remove <span className="visually-hidden">{name}</span>
        </button>
      )}
      {asking && (
        <RemoveForm
          entry={entry}
          name={name}
          onCancel={cancel}
          onRemoved={() => onRemoved(row.current, name)}
        />
      )}
    </li>
  );
}

function SeatProgress({ entry, name }: { entry: SeatEntry; name: string }) {
  const { lessonsDone, lessonCount, completedAt } = entry;
  return (
    <div className="people-list__progress">
      <p className="quiet">
        {completedAt === undefined
          ? `${lessonsDone} of ${count(lessonCount, 'lesson')} done`
          : `Completed on ${recentDate(completedAt)}`}
      </p>
      <ProgressBar
        value={completedAt === undefined ? lessonsDone : lessonCount}
        max={lessonCount}
        label={`Progress of ${name}`}
      />
    </div>
  );
}
