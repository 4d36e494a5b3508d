import { PageHeading } from '../page-heading';

/** The last resort, when the code of a page failed. */
export function BrokenPage() {
  return (
    <div className="wrap notice notice--page" role="alert">
      <PageHeading title="This page broke">This page broke</PageHeading>
      <p>The fault is ours. Load the page again; if it breaks again, start from the catalog.</p>
      <p className="notice__actions">
        <button className="button" type="button" onClick={() => window.location.reload()}>
          Load the page again
        </button>
        {/* A plain link: it leaves behind whatever state broke the page. */}
        <a className="button button--quiet" href="/">
          Go to the catalog
        </a>
      </p>
    </div>
  );
}
