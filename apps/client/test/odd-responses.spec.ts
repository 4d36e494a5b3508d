import { Readable } from 'node:stream';
import { itInProcess } from '@courses/testing';
import { startClientWithUpstream, stopAll } from './client-fixture';
import { sendRequest } from './send-request';

afterEach(stopAll);
afterEach(() => jest.restoreAllMocks());

it.each([204, 304])('of the status %d may have a length, and has no body', async (status) => {
  const url = await startClientWithUpstream((req) =>
    req.socket.write(`HTTP/1.1 ${status} x\r\netag: "1"\r\ncontent-length: 5\r\n\r\n`),
  );
  const { headers, ...reply } = await sendRequest(url, '/api/v1/courses');
  expect([reply.status, headers.etag, reply.body]).toEqual([status, '"1"', '']);
});

it('may have Connection twice', async () => {
  const url = await startClientWithUpstream((req) =>
    req.socket.write(
      'HTTP/1.1 200 x\r\nconnection: keep-alive\r\nconnection: x-hop\r\nx-hop: 1\r\ncontent-length: 2\r\n\r\nok',
    ),
  );
  const { headers, body } = await sendRequest(url, '/api/v1/courses');
  expect([body, headers['x-hop']]).toEqual(['ok', undefined]);
});

it.each(['nonsense', 'HTTP/1.1 200 x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'])(
  'that is malformed is not asked for again: %j',
  async (bytes) => {
    let requests = 0;
    const url = await startClientWithUpstream((req) => {
      requests += 1;
      req.socket.end(bytes);
    });
    expect((await sendRequest(url, '/api/v1/courses')).status).toBe(502);
    expect(requests).toBe(1);
  },
);

itInProcess('that is compressed leaves one listener, not one for each pause', async () => {
  const { mock } = jest.spyOn(Readable.prototype, 'on');
  const url = await startClientWithUpstream((_req, res) => {
    res.setHeader('content-type', 'text/plain');
    for (let i = 0; i < 40; i += 1) res.write(String(i).repeat(50_000));
    res.end();
  });
  const reply = await sendRequest(url, '/api/v1/courses', { headers: { 'accept-encoding': 'gzip' } });
  const isOfGzip = (_call: unknown, i: number) => mock.contexts[i]?.constructor.name === 'Gzip';
  const drains = mock.calls.filter(isOfGzip).filter(([event]) => event === 'drain');
  expect([reply.body.length, drains.length]).toEqual([3_500_000, 1]);
});
