import { useId, type ReactNode } from 'react';
import type { Phase, QueueState, SystemState } from '../../../shared/system-state';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';
import { Sparkline } from './sparkline';
import { queuePath, servicePath, useControl } from './use-control';

const points = 180;

/** What waits where, now and in the last minutes; where it is safe, with what it takes to make it wait. */
export function Workload({ state }: { state: SystemState }) {
  const control = useControl();
  const id = useId();
  const { oneProcess, services, queues, history } = state;
  const setRunning = (name: string, running: boolean) =>
    control.mutate({ path: servicePath(name), body: { running } });
  const setPaused = (name: string, paused: boolean) =>
    control.mutate({ path: queuePath(name), body: { paused } });
  const brokerPhase = state.broker === 'connected' ? 'running' : 'stopped';
  return (
    <section aria-labelledby={id} className="workload">
      <div>
        <h2 id={id} className="page__section">
          {oneProcess ? 'Break it' : 'Queues'}
        </h2>
        {oneProcess && (
          <p className="how__text">
            Pause a consumer or stop a service, then play the scene or enroll in a course. Events wait in the
            outbox of their service or in a queue, and are handled when it is back. Nothing is lost.
          </p>
        )}
      </div>
      {control.error && <Alert>{errorMessage(control.error)}</Alert>}
      {oneProcess && (
        <div>
          <h3 className="work__head">
            Services <span>and what waits in their outboxes, last 3 minutes</span>
          </h3>
          <ul className="work">
            {services.map(({ name, outbox, phase, state: health }) => (
              <Row
                key={name}
                name={name}
                note={phase === 'running' ? health : phase}
                values={history.outboxes[name]}
                waiting={outbox ?? null}
              >
                {phase && <RunButton name={name} phase={phase} onChange={setRunning} />}
              </Row>
            ))}
            {oneProcess.stoppable.includes('RabbitMQ') && (
              <Row name="RabbitMQ" note={brokerPhase} waiting={undefined}>
                <RunButton name="RabbitMQ" phase={brokerPhase} onChange={setRunning} />
              </Row>
            )}
          </ul>
        </div>
      )}
      <div>
        <h3 className="work__head">
          Queues <span>and what waits in them, last 3 minutes</span>
        </h3>
        <ul className="work" aria-label="Queues">
          {queues.map(({ name, event, waiting, counts }) => (
            <Row
              key={name}
              name={name}
              note={counts?.paused ? 'its consumer is paused' : `takes ${event}`}
              values={history.queues[name]}
              waiting={waiting}
            >
              {counts && (
                <button
                  type="button"
                  className="button button--small button--quiet"
                  onClick={() => setPaused(name, !counts.paused)}
                >
                  {counts.paused ? 'Resume' : 'Pause'}
                  <span className="visually-hidden"> {name}</span>
                </button>
              )}
            </Row>
          ))}
        </ul>
      </div>
      <Balance queues={queues} />
    </section>
  );
}

interface RowProps {
  name: string;
  note: string | undefined;
  values?: (number | null)[] | undefined;
  /** Null when it is unknown; undefined where nothing waits by its nature. */
  waiting: number | null | undefined;
  children?: ReactNode;
}

function Row({ name, note, values, waiting, children }: RowProps) {
  return (
    <li className="work__row">
      <div className="work__name">
        {name}
        <span className="work__note">{note}</span>
      </div>
      {waiting !== undefined && (
        <>
          <Sparkline values={values ?? []} length={points} />
          <p className={waiting ? 'work__number work__number--busy' : 'work__number'}>
            {waiting ?? '–'} <span className="visually-hidden">waiting</span>
          </p>
        </>
      )}
      {children && <div className="work__action">{children}</div>}
    </li>
  );
}

interface RunButtonProps {
  name: string;
  phase: Phase;
  onChange: (name: string, running: boolean) => void;
}

function RunButton({ name, phase, onChange }: RunButtonProps) {
  const isChanging = phase === 'stopping' || phase === 'starting';
  const isOn = phase === 'running' || phase === 'starting';
  return (
    <button
      type="button"
      className="button button--small button--quiet"
      aria-disabled={isChanging}
      onClick={() => !isChanging && onChange(name, !isOn)}
    >
      {isOn ? 'Stop' : 'Start'}
      <span className="visually-hidden"> {name}</span>
    </button>
  );
}

/** The promise in numbers: what went into the queues is handled, or still there. */
function Balance({ queues }: { queues: QueueState[] }) {
  const counted = queues.flatMap(({ counts }) => counts ?? []);
  if (counted.length === 0) return null;
  const sum = (of: 'received' | 'handled' | 'dead' | 'parked') =>
    counted.reduce((total, counts) => total + counts[of], 0);
  const [received, handled, aside] = [sum('received'), sum('handled'), sum('dead') + sum('parked')];
  const waiting = Math.max(0, received - handled - aside);
  return (
    <p className="balance">
      Since the start, {received} {received === 1 ? 'message was' : 'messages were'} put into queues:{' '}
      <strong>{handled} handled</strong>, {waiting} on the way
      {aside > 0 && <>, {aside} set aside</>}.{' '}
      {received === handled ? 'Nothing is lost.' : 'Nothing is lost: what is on the way is in its queue.'}
    </p>
  );
}
