// The least that a proxy in Node can do: node:http, and undici towards the service. No logs, metrics, sessions and limits.
import { createServer } from 'node:http';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM);

createServer((req, res) => {
  const headers = withoutHopByHop(req.headers);
  const body = req.method === 'GET' ? null : req;
  pool
    .stream({ path: req.url.replace(/^\/api/, ''), method: req.method, headers, body }, (answer) =>
      res.writeHead(answer.statusCode, withoutHopByHop(answer.headers)),
    )
    .catch(() => res.destroy());
}).listen(Number(process.env.PORT));

function withoutHopByHop(headers) {
  delete headers.connection;
  delete headers['keep-alive'];
  delete headers['transfer-encoding'];
  return headers;
}
