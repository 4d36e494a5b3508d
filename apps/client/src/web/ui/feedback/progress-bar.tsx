interface Props {
  value: number;
  max: number;
  label: string;
}

export function ProgressBar({ value, max, label }: Props) {
  const share = max > 0 ? Math.min(100, (100 * value) / max) : 0;
  return (
    <svg
      className="progress"
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
    >
      <rect className="progress__all" width="100" height="4" />
      <rect className="progress__done" width={share} height="4" />
    </svg>
  );
}
