// The calls of createUser in the scripts that the real image would run in mongosh, as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

const folder = '/docker-entrypoint-initdb.d';
const require = createRequire(import.meta.url);
const users = [];
const db = { getSiblingDB: (name) => ({ createUser: (user) => users.push([name, user]) }) };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.js')))
  runInNewContext(readFileSync(`${folder}/${file}`, 'utf8'), { db, require });
console.log(JSON.stringify(users));
