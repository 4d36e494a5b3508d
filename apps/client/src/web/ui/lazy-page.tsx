import { lazy, useEffect, type ComponentType } from 'react';
import { PageHeading } from './page-heading';

/**
 * A page in a file of its own. When the file could not be loaded because the device was offline, the page says so, and is loaded
 * anew once the network is back: browsers remember that a module failed.
 */
export const lazyPage = (load: () => Promise<{ default: ComponentType }>) =>
  lazy(() =>
    load().catch((error: unknown) => {
      if (navigator.onLine) throw error;
      return { default: OfflinePage };
    }),
  );

function OfflinePage() {
  useEffect(() => {
    const reload = () => window.location.reload();
    // Another visit, after the network came back.
    if (navigator.onLine) reload();
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, []);
  return (
    <div className="wrap notice notice--page">
      <PageHeading title="Offline">You are offline</PageHeading>
      <p>This page opens as soon as you are online again.</p>
    </div>
  );
}
