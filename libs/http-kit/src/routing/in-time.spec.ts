import { inTime } from './in-time';

const afterSeconds = (seconds: number, value: string) =>
  new Promise<string>((resolve) => setTimeout(() => resolve(value), seconds * 1_000));

async function slowNeighbors(): Promise<string> {
  await afterSeconds(4.9, 'found');
  return afterSeconds(4.9, 'replaced');
}

describe('an answer', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('passes when it is in time', async () => {
    const answer = inTime(afterSeconds(8.9, 'answer'));
    await jest.advanceTimersByTimeAsync(8_900);
    await expect(answer).resolves.toBe('answer');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is not-ready after 9 s, though each neighbor was in time', async () => {
    const answer = inTime(slowNeighbors());
    const outcome = Promise.race([answer.catch((error: unknown) => error), afterSeconds(9.1, 'none')]);
    await jest.advanceTimersByTimeAsync(9_100);
    await expect(outcome).resolves.toMatchObject({ code: 'not-ready', retryAfterSeconds: 2 });
  });
});
