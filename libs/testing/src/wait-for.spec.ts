import { waitFor } from './wait-for';

describe('waiting', () => {
  it('ends with the first answer that is neither undefined nor false', async () => {
    const answers = [undefined, false, 0];
    expect(await waitFor('a number', () => answers.shift())).toBe(0);
  });

  it('takes an error for not yet', async () => {
    let tries = 0;
    const ask = () => {
      tries += 1;
      if (tries < 3) throw new Error('not yet');
      return tries;
    };
    expect(await waitFor('the third try', ask)).toBe(3);
  });

  it('fails with what it waited for and the last error', async () => {
    const waited = waitFor('Godot', () => Promise.reject(new Error('absent')), 1);
    await expect(waited).rejects.toMatchObject({
      message: 'Waited in vain for Godot',
      cause: { message: 'absent' },
    });
  });
});
