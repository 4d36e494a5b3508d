import { useQuery } from '@tanstack/react-query';
import type { SystemEventDetails } from '../../../shared/system-event';
import { requestJson } from '../../api/http';
import { errorMessage } from '../../ui/feedback/error-message';
import { EventWay } from './event-way';
import { SourceFile } from './source-file';

const refetchIntervalMs = 1_500;

/** A delivery may still wait, or be retried. */
const isSettled = ({ deliveries }: SystemEventDetails) =>
  deliveries.every(({ live, attempts }) => live || !attempts || attempts.at(-1)?.outcome === 'ack');

const useEventDetails = (id: string) =>
  useQuery({
    queryKey: ['session', 'system-event', id],
    queryFn: ({ signal }) =>
      requestJson<SystemEventDetails>(`/system/events/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data && !isSettled(state.data) ? refetchIntervalMs : false),
    staleTime: 0,
    retry: false,
  });

export function EventDetails({ id, docsUrl }: { id: string; docsUrl: string | undefined }) {
  const { data, error } = useEventDetails(id);
  if (!data) return <p className="event-details quiet">{error ? errorMessage(error) : 'Loading…'}</p>;
  return (
    <div className="event-details">
      <p>{data.summary}</p>
      <EventWay event={data} />
      <dl className="facts">
        <dt>Id</dt>
        <dd>
          <code>{data.id}</code> the same on every delivery, so a consumer recognizes a repetition
        </dd>
        <dt>Subject</dt>
        <dd>
          <code>{data.subject}</code> version {data.version}; a consumer applies newer and skips older
        </dd>
        <dt>Described in</dt>
        <dd>
          <SourceFile path="docs/events/README.md" />
        </dd>
        <dt>API</dt>
        <dd>
          {docsUrl ? (
            <a href={docsUrl}>The API of {data.source}</a>
          ) : (
            <code>kubectl port-forward service/{data.source}-clusterip-srv 8080:3000</code>
          )}
        </dd>
      </dl>
      <details className="payload">
        <summary>What it carries</summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keyboard, too */}
        <div className="payload__data" role="region" aria-label="Data of the event" tabIndex={0}>
          <pre>{JSON.stringify(data.data, undefined, 2)}</pre>
        </div>
        <p className="quiet">
          This page is public: names and addresses of people, and the content of lessons, are hidden here.
        </p>
      </details>
    </div>
  );
}
