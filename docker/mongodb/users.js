// Runs once, with an empty volume: each service of the list gets a user for the database of its name.
const { readdirSync, readFileSync } = require('fs');
const lists = readdirSync('/users').filter((file) => file.endsWith('.json'));
const users = lists.flatMap((file) => JSON.parse(readFileSync(`/users/${file}`, 'utf8')).users);
for (const { name, password } of users.filter(({ name }) => !['admin', 'client'].includes(name)))
  db.getSiblingDB(name).createUser({ user: name, pwd: password, roles: [{ role: 'readWrite', db: name }] });
