import type { ReactNode } from 'react';
import { Cover } from '../ui/cover/cover';
import '../styles/form.css';
import '../styles/entry.css';

/** The layout of the pages for signing in and up. */
export function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="wrap entry">
      <div className="entry__form">{children}</div>
      <div className="entry__picture" aria-hidden="true">
        <Cover course={{ id: 'a door', level: 'beginner', tags: ['welcome'] }} format="banner" />
      </div>
    </div>
  );
}
