import { PageHeading } from '../page-heading';

/** The fallback when a component throws. */
export function BrokenPage() {
  return (
    <div className="wrap notice notice--page" role="alert">
      <PageHeading title="Something went wrong">Something went wrong</PageHeading>
      <p>This page has crashed. Reload it; if that does not help, start from the catalog.</p>
      <p className="notice__actions">
        <button className="button" type="button" onClick={() => window.location.reload()}>
          Reload the page
        </button>
        {/* A plain link: it leaves behind whatever state broke the page. */}
        <a className="button button--quiet" href="/">
          Go to the catalog
        </a>
      </p>
    </div>
  );
}
