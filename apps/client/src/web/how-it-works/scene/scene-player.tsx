import { useRef } from 'react';
import { Link } from 'react-router';
import type { Scene, SceneStep } from '../../../shared/scene';
import { Alert } from '../../ui/feedback/alert';
import { errorMessage } from '../../ui/feedback/error-message';
import { eventUrl } from '../events/event-url';
import { useSceneActions, type SceneAction } from './use-scene';

/** A short scene that the server plays with demo people, explained step by step while it happens. */
export function ScenePlayer({ scene }: { scene: Scene }) {
  const { mutate, error } = useSceneActions();
  const heading = useRef<HTMLHeadingElement>(null);
  const { status, steps, current, problem } = scene;
  const step = steps[current];
  const isOn = (status === 'playing' || status === 'paused') && step !== undefined;
  const act = (action: SceneAction) => {
    mutate(action);
    // The button may go: the focus stays with the player.
    if (action === 'play' || action === 'stop') heading.current?.focus({ preventScroll: true });
  };
  return (
    <section className="scene" aria-labelledby="scene">
      <h2 id="scene" ref={heading} tabIndex={-1} className="scene__heading">
        Watch it happen
        {isOn && (
          <span className="scene__count">
            Step {current + 1} of {steps.length}
          </span>
        )}
      </h2>
      <div role="status" className="scene__text">
        {isOn ? (
          <>
            <p className="scene__title">{step.title}</p>
            <p>{step.sentence}</p>
          </>
        ) : (
          <p>{introduction(scene)}</p>
        )}
        {isOn && problem && <p className="scene__problem">{problem}.</p>}
      </div>
      {error && <Alert>{errorMessage(error)}</Alert>}
      <div className="scene__buttons">
        {isOn ? (
          <>
            <Button onClick={() => act(status === 'paused' ? 'resume' : 'pause')}>
              {status === 'paused' ? 'Resume' : 'Pause'}
            </Button>
            <Button onClick={() => act('next')}>Next step</Button>
            <Button onClick={() => act('stop')}>Stop</Button>
          </>
        ) : (
          <button type="button" className="button button--small" onClick={() => act('play')}>
            {status === 'idle' ? 'Play the scene' : 'Play it again'}
          </button>
        )}
      </div>
      {isOn && <Caused step={step} />}
      {status !== 'idle' && <Steps scene={scene} />}
    </section>
  );
}

function introduction({ status, problem, steps }: Scene): string {
  if (status === 'failed') return `The scene did not get to its end: ${problem}.`;
  if (status === 'ended')
    return 'That was all: each service did its own part and published what had changed. Open an event below to see its way, or break something and play it again.';
  return `A course with two seats and three students: ${steps.length} steps, about half a minute. Demo people play it with the real services, and you see every event that they cause.`;
}

/** What the step causes; each leads to the event when it has happened. */
const Caused = ({ step: { causes, happened } }: { step: SceneStep }) => (
  <ul className="scene__events" aria-label="Events of this step">
    {causes.map((type) => {
      const id = happened[type];
      return (
        <li key={type} className={id ? 'scene__event scene__event--there' : 'scene__event'}>
          {id ? (
            <Link to={eventUrl(id)} preventScrollReset>
              {type}
            </Link>
          ) : (
            <>
              {type}
              <span className="visually-hidden"> is awaited</span>
            </>
          )}
        </li>
      );
    })}
  </ul>
);

const Steps = ({ scene: { steps, current } }: { scene: Scene }) => (
  <span className="scene__steps" aria-hidden="true">
    {steps.map(({ title }, index) => (
      <span key={title} className={index < current ? 'done' : index === current ? 'now' : ''} />
    ))}
  </span>
);

const Button = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <button type="button" className="button button--small button--quiet" onClick={onClick}>
    {children}
  </button>
);
