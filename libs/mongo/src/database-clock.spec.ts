import type { Connection } from 'mongoose';
import { DatabaseClock } from './database-clock';

const hourMs = 3_600_000;

it('goes by the time that the database answered last', async () => {
  let answer: Date;
  const command = () => Promise.resolve({ localTime: answer });
  const clock = new DatabaseClock({ db: { command } } as unknown as Connection);
  for (const ahead of [hourMs, -hourMs]) {
    answer = new Date(Date.now() + ahead);
    await clock.read();
    expect(Math.abs(Number(clock.now()) - Number(answer))).toBeLessThan(60_000);
  }
});
