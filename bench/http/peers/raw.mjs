// Nothing but node:http: no log, no metrics, no validation, no security headers. The speed of light.
import { createServer } from 'node:http';
import { course, page, port } from './data.mjs';

const courses = new Map([[course.id, course]]);

createServer((req, res) => {
  const [path] = req.url.split('?', 1);
  const answer = path === '/v1/courses' ? page : courses.get(path.slice('/v1/courses/'.length));
  const body = JSON.stringify(answer ?? { status: 404 });
  res.writeHead(answer ? 200 : 404, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  res.end(body);
}).listen(port);
