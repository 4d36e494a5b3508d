import { waitFor } from './wait-for';

describe('waitFor', () => {
  it('returns the first result that is neither undefined nor false', async () => {
    const results = [undefined, false, 0];
    expect(await waitFor('a number', () => results.shift())).toBe(0);
  });

  it('polls again after an error', async () => {
    let tries = 0;
    const poll = () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
      return tries;
    };
    expect(await waitFor('the third try', poll)).toBe(3);
  });

  it('fails with what it waited for and the last error after the timeout', async () => {
    const waited = waitFor('Godot', () => Promise.reject(new Error('absent')), 1);
    await expect(waited).rejects.toMatchObject({
      message: 'Timed out waiting for Godot',
      cause: { message: 'absent' },
    });
  });
});
