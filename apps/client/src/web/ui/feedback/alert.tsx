import type { ReactNode } from 'react';

interface Props {
  tone?: 'bad' | 'good' | 'plain';
  title?: string;
  children: ReactNode;
}

/** Something that has just happened, beside what it happened to. Bad news is read out at once. */
export function Alert({ tone = 'bad', title, children }: Props) {
  return (
    <div className={`alert alert--${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title && <p className="alert__title">{title}</p>}
      <div className="alert__text">{children}</div>
    </div>
  );
}
