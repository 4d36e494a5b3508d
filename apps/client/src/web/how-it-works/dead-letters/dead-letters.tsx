import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import type { DeadLetter, DeadLetterList } from '../../../shared/system-state';
import { requestJson } from '../../api/http';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';

const key = ['session', 'dead-letters'];
const refetchIntervalMs = 3_000;

const post = (path: string, body: object) =>
  requestJson<void>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Messages that were set aside, each with its reason; a replay sends one to its queue again. */
export function DeadLetters() {
  const cache = useQueryClient();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => requestJson<DeadLetterList>('/system/dead-letters', { signal }),
    refetchInterval: refetchIntervalMs,
    staleTime: 0,
    retry: false,
  });
  const onSettled = () => cache.invalidateQueries({ queryKey: key });
  const replay = useMutation({
    mutationFn: ({ queue, kind, id }: DeadLetter) => post('/system/dead-letters', { queue, kind, id }),
    // Its button may go.
    onSuccess: () => heading.current?.focus({ preventScroll: true }),
    onSettled,
  });
  const breakOne = useMutation({ mutationFn: () => post('/system/unreadable-messages', {}), onSettled });
  const failure = error ?? replay.error ?? breakOne.error;
  return (
    <section aria-labelledby={id} className="dead-letters">
      <h2 id={id} ref={heading} tabIndex={-1} className="page__section">
        Dead letters
      </h2>
      <p className="how__text">
        A message that a consumer cannot handle is tried again after 1 s, 5 s, 30 s, 2 min and 10 min. Then it
        becomes a dead letter; one that cannot be understood is parked at once. Neither holds up the others,
        and both wait for a person, who repairs what is wrong and replays them.
      </p>
      {failure && <Alert>{errorMessage(failure)}</Alert>}
      {data?.items.length === 0 && <p className="quiet">There is none: every message was handled.</p>}
      {data && data.items.length > 0 && (
        <ul className="work" aria-label="Dead letters">
          {data.items.map((letter) => (
            <li key={`${letter.queue} ${letter.kind} ${letter.id}`} className="dead-letter">
              <div>
                <p className="dead-letter__title">
                  {letter.type ?? 'unknown type'} <span className="quiet">in {letter.queue}</span>
                </p>
                <p className="dead-letter__reason">
                  {letter.kind === 'dead' ? 'Given up' : 'Parked'}
                  {letter.attempts
                    ? ` after ${letter.attempts} ${letter.attempts === 1 ? 'attempt' : 'attempts'}`
                    : ''}
                  : {letter.reason ?? 'no reason known'}
                </p>
              </div>
              <button
                type="button"
                className="button button--small button--quiet"
                aria-disabled={replay.isPending}
                onClick={() => !replay.isPending && replay.mutate(letter)}
              >
                Replay<span className="visually-hidden"> {letter.id}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {data?.canPublishUnreadable && data.items.length === 0 && (
        <button
          type="button"
          className="button button--small button--quiet"
          onClick={() => !breakOne.isPending && breakOne.mutate()}
        >
          Publish a message that no consumer understands
        </button>
      )}
    </section>
  );
}
