import { Outlet, useLocation } from 'react-router';
import { hasRole, useSession } from '../api/session';
import { useLiveChanges } from '../live/use-live-changes';
import { SeatNotices } from '../seat-notices/seat-notices';
import { SessionWatcher } from '../session/session-watcher';
import { BrokenPage } from '../ui/feedback/broken-page';
import { ErrorBoundary } from '../ui/feedback/error-boundary';
import { OfflineBar } from '../ui/feedback/offline-bar';
import { mainId } from '../ui/main-id';
import { SiteHeader } from './site-header';
import { useFocusOnNavigation } from './use-focus-on-navigation';
import { useScrollOnNavigation } from './use-scroll-on-navigation';

export function Layout() {
  const { pathname } = useLocation();
  const { user } = useSession();
  const main = useFocusOnNavigation();
  useScrollOnNavigation();
  useLiveChanges(user?.id);
  return (
    <>
      <a className="skip-link" href={`#${mainId}`}>
        Skip to content
      </a>
      <SiteHeader />
      <OfflineBar />
      {hasRole(user, 'student') && <SeatNotices key={user?.id} />}
      <main id={mainId} ref={main} tabIndex={-1}>
        <ErrorBoundary key={pathname} fallback={<BrokenPage />}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <footer className="site-footer">
        <div className="wrap">
          <p>Courses, a reference system of microservices.</p>
        </div>
      </footer>
      <SessionWatcher />
    </>
  );
}
