// The calls of createUser in the scripts that the real image would run in mongosh, as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

const folder = '/docker-entrypoint-initdb.d';
const users = [];
const db = { getSiblingDB: (name) => ({ createUser: (user) => users.push([name, user]) }) };
for (const file of readdirSync(folder).filter((name) => name.endsWith('.js')))
  runInNewContext(readFileSync(`${folder}/${file}`, 'utf8'), { db });
console.log(JSON.stringify(users));
