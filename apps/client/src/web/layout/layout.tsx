import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { BrokenPage } from '../states/broken-page';
import { ErrorBoundary } from '../states/error-boundary';
import { mainId } from './main-id';
import { useFocusOnNavigation } from './use-focus-on-navigation';
import { useScrollOnNavigation } from './use-scroll-on-navigation';

export function Layout() {
  const { pathname } = useLocation();
  const main = useFocusOnNavigation();
  useScrollOnNavigation();
  return (
    <>
      <a className="skip-link" href={`#${mainId}`}>
        Skip to the content
      </a>
      <SiteHeader />
      <main id={mainId} ref={main} tabIndex={-1}>
        <ErrorBoundary key={pathname} fallback={<BrokenPage />}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <footer className="site-footer">
        <div className="wrap">
          <p>Courses, a reference system of small services.</p>
        </div>
      </footer>
    </>
  );
}

function SiteHeader() {
  return (
    <header className="site-header">
      <div className="wrap site-header__row">
        <Link className="wordmark" to="/">
          <Mark />
          Courses
        </Link>
        <nav aria-label="Main">
          <NavLink className="site-header__link" to="/" end>
            Catalogue
          </NavLink>
        </nav>
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg className="wordmark__mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path className="wordmark__soft" d="M0 0h10v10A10 10 0 0 1 0 0ZM10 10v10H0a10 10 0 0 1 10-10Z" />
      <path
        className="wordmark__strong"
        d="M10 10h10v10a10 10 0 0 1-10-10ZM10 5a5 5 0 1 1 10 0a5 5 0 1 1-10 0Z"
      />
    </svg>
  );
}
