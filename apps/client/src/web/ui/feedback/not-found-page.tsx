import { Link } from 'react-router';
import { Cover } from '../cover/cover';
import { PageHeading } from '../page-heading';

interface Props {
  title?: string;
  children?: string;
}

export function NotFoundPage({
  title = 'Page not found',
  children = 'The link may be wrong, or the page has moved.',
}: Props) {
  return (
    <div className="wrap notice notice--page">
      <Cover course={{ id: title, level: 'intermediate', tags: [] }} format="banner" />
      <PageHeading title={title}>{title}</PageHeading>
      <p>{children}</p>
      <p className="notice__actions">
        <Link className="button" to="/">
          See all courses
        </Link>
      </p>
    </div>
  );
}
