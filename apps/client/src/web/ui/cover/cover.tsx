import { coverHeight, coverOf, coverWidths, type Subject } from './pattern';

interface Props {
  course: Subject;
  format: keyof typeof coverWidths;
}

/** Decorative. */
export function Cover({ course, format }: Props) {
  const width = coverWidths[format];
  const { ground, strong, soft } = coverOf(course, width);
  return (
    <svg
      className={`cover cover--${format} cover--${ground}`}
      viewBox={`0 0 ${width} ${coverHeight}`}
      preserveAspectRatio="xMinYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <path className="cover__soft" d={soft} />
      <path className="cover__strong" d={strong} />
    </svg>
  );
}
