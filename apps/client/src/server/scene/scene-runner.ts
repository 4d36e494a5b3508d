import type { EventMessage } from '@courses/contracts';
import type { Logger } from '@courses/http-kit';
import type { Scene } from '../../shared/scene';
import { SceneRequestError } from './scene-people';
import type { Stage, Story, StoryStep } from './story';
import { Pace } from './pace';

const retryMs = 1_000;
/** After that, the events of a step are not waited for any longer. */
const maxStepMs = 600_000;

class StoppedError extends Error {}

interface SceneOptions {
  story: Story;
  /** Calls the listener with each event; returns what ends it. */
  onEvent: (listener: (message: EventMessage) => void) => () => void;
  logger: Logger;
  /** For the reader, after the events of a step. */
  readingMs?: number;
}

/** Plays the story, one play at a time for everybody who looks. */
export class SceneRunner {
  private readonly pace = new Pace();
  private status: Scene['status'] = 'idle';
  private current = 0;
  private happened: Record<string, string>[] = [];
  private problem: string | undefined;
  private stopped = false;

  constructor(private readonly options: SceneOptions) {}

  get scene(): Scene {
    const { story } = this.options;
    return {
      status: this.status === 'playing' && this.pace.isPaused ? 'paused' : this.status,
      current: this.current,
      steps: story.steps.map(({ title, sentence, causes }, index) => ({
        title,
        sentence,
        causes,
        happened: this.happened[index] ?? {},
      })),
      ...(this.problem === undefined ? {} : { problem: this.problem }),
    };
  }

  /** Does nothing while it is being played. */
  play(): void {
    if (this.status === 'playing') return;
    this.status = 'playing';
    this.current = 0;
    this.happened = [];
    this.problem = undefined;
    this.stopped = false;
    this.pace.resume();
    void this.run();
  }

  pause(): void {
    this.pace.pause();
  }

  resume(): void {
    this.pace.resume();
  }

  /** Ends the time for the reader. */
  next(): void {
    this.pace.skip();
  }

  stop(): void {
    this.stopped = true;
    this.pace.resume();
    this.pace.wake();
  }

  private async run(): Promise<void> {
    const { story, onEvent, logger } = this.options;
    const stage: Stage = { courseId: undefined };
    const end = onEvent((message) => this.note(message, stage));
    try {
      await this.untilDone(() => story.cleanUp(stage));
      for (const step of story.steps) await this.playStep(step, stage);
      this.status = 'ended';
    } catch (error) {
      await story.cleanUp(stage).catch(() => undefined);
      if (!(error instanceof StoppedError)) logger.warn({ err: error }, 'the scene failed');
      this.problem = error instanceof StoppedError ? undefined : (error as Error).message;
      this.status = error instanceof StoppedError ? 'idle' : 'failed';
    } finally {
      end();
    }
  }

  private async playStep(step: StoryStep, stage: Stage): Promise<void> {
    await this.untilDone(() => step.act(stage));
    const deadline = Date.now() + maxStepMs;
    while (step.causes.some((type) => !this.happened[this.current]?.[type])) {
      this.assertNotStopped();
      if (Date.now() > deadline) throw new Error('its events did not come');
      await this.pace.wait(deadline - Date.now());
    }
    await this.pace.read(this.options.readingMs ?? 3_500);
    this.assertNotStopped();
    this.current += 1;
  }

  /** Again while a service is away: it may have been stopped on this very page. */
  private async untilDone(act: () => Promise<void>): Promise<void> {
    for (;;) {
      this.assertNotStopped();
      try {
        await act();
        this.problem = undefined;
        return;
      } catch (error) {
        if (!(error instanceof SceneRequestError) || !error.isTemporary) throw error;
        this.problem = `${error.message}; the scene goes on when it is back`;
        await this.pace.wait(retryMs);
      }
    }
  }

  private note({ id, type, subject, data }: EventMessage, { courseId }: Stage): void {
    const isOurs = subject === courseId || (data as { courseId?: string }).courseId === courseId;
    const step = this.options.story.steps[this.current];
    if (!isOurs || !step?.causes.includes(type)) return;
    const happened = (this.happened[this.current] ??= {});
    happened[type] ??= id;
    this.pace.wake();
  }

  private assertNotStopped(): void {
    if (this.stopped) throw new StoppedError();
  }
}
