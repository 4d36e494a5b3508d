// Only node:http, without logs, metrics, validation and security headers: the upper bound.
import { createServer } from 'node:http';
import { course, page, port } from './data.mjs';

const courses = new Map([[course.id, course]]);

createServer((req, res) => {
  const [path] = req.url.split('?', 1);
  const resource = path === '/v1/courses' ? page : courses.get(path.slice('/v1/courses/'.length));
  const body = JSON.stringify(resource ?? { status: 404 });
  res.writeHead(resource ? 200 : 404, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  res.end(body);
}).listen(port);
