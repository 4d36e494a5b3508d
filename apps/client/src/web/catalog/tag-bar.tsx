import type { CourseSummary } from '@courses/contracts';

const most = 10;

interface Props {
  courses: CourseSummary[];
  selected: string;
  onSelect: (tag: string) => void;
}

/** The most frequent tags of these courses; one of them can be pressed. */
export function TagBar({ courses, selected, onSelect }: Props) {
  const tags = frequentTags(courses, selected);
  if (tags.length === 0) return null;
  return (
    <div className="tags" role="group" aria-label="Tag">
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className="tag"
          aria-pressed={tag === selected}
          onClick={() => onSelect(tag === selected ? '' : tag)}
        >
          {tag}
        </button>
      ))}
    </div>
  );
}

function frequentTags(courses: CourseSummary[], selected: string): string[] {
  const uses = new Map<string, number>();
  for (const tag of courses.flatMap((course) => course.tags)) uses.set(tag, (uses.get(tag) ?? 0) + 1);
  uses.delete(selected);
  const others = [...uses].sort(([a, usesOfA], [b, usesOfB]) => usesOfB - usesOfA || a.localeCompare(b));
  const names = others.slice(0, most).map(([tag]) => tag);
  return selected ? [selected, ...names] : names;
}
