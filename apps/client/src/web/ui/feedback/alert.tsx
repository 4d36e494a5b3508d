import type { ReactNode } from 'react';

interface Props {
  tone?: 'bad' | 'good' | 'plain';
  title?: string;
  children: ReactNode;
}

/** A message beside what it is about. Screen readers announce errors at once. */
export function Alert({ tone = 'bad', title, children }: Props) {
  return (
    <div className={`alert alert--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title && <p className="alert__title">{title}</p>}
      <div className="alert__text">{children}</div>
    </div>
  );
}
