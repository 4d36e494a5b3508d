import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { sendRequest } from './send-request';
import { startClientWithUpstream, deferred, echo, stopAll } from './client-fixture';

afterEach(stopAll);

describe('a request body', () => {
  it.each(['HEAD', 'GET', 'DELETE', 'POST', 'PROPFIND'])(
    'of %s may be answered before it has come',
    async (method) => {
      const url = await startClientWithUpstream((req, res) => {
        req.once('data', () => res.writeHead(413, { 'content-length': 0 }).end()).resume();
      });
      for (let i = 0; i < 5; i += 1) {
        const reply = await sendRequest(url, '/api/v1/courses', {
          method,
          headers: { 'content-length': 900_000 },
          body: 'x'.repeat(900_000),
        });
        expect(reply.status).toBe(413);
      }
    },
  );

  it('streams in chunks, also without a length', async () => {
    const arrived: string[] = [];
    const received = deferred();
    const url = await startClientWithUpstream((req, res) => {
      req.once('data', (piece: Buffer) => {
        arrived.push(piece.toString());
        received.resolve();
      });
      req.on('end', () => res.end(JSON.stringify(req.headers)));
    });
    const outgoing = request(`${url}/api/v1/courses`, { method: 'POST', agent: false });
    outgoing.write('first');
    await received.promise;
    expect(arrived).toEqual(['first']);
    outgoing.end('last');
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(JSON.parse(await text(incoming))).toMatchObject({ 'transfer-encoding': 'chunked' });
  });

  it('is forwarded up to 1 MiB', async () => {
    const url = await startClientWithUpstream(
      (req, res) => void text(req).then((body) => res.end(String(body.length))),
    );
    const reply = await sendRequest(url, '/api/v1/courses', { method: 'POST', body: 'x'.repeat(1_048_576) });
    expect(reply.body).toBe('1048576');
  });

  it.each([
    ['declared', { 'content-length': String(1_048_577) }],
    ['sent', { 'transfer-encoding': 'chunked' }],
  ])('gets 413 when it is %s larger', async (_how, headers) => {
    const url = await startClientWithUpstream(echo);
    const reply = await sendRequest(url, '/api/v1/courses', {
      method: 'POST',
      headers,
      body: 'x'.repeat(1_048_577),
    });
    expect(reply.json()).toMatchObject({ status: 413, code: 'payload-too-large' });
  });
});
