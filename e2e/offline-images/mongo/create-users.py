"""Makes the root user of the environment and the users of /docker-entrypoint-initdb.d."""

from json import loads
from os import environ
from subprocess import check_output

from pymongo import MongoClient

client = MongoClient("mongodb://127.0.0.1:27018", serverSelectionTimeoutMS=30_000)
root = {"user": environ["MONGO_INITDB_ROOT_USERNAME"], "pwd": environ["MONGO_INITDB_ROOT_PASSWORD"], "roles": ["root"]}
scripted = loads(check_output(["node", "/usr/local/bin/read-users.mjs"]))
for database, user in [["admin", root], *scripted]:
    client[database].command("createUser", user["user"], pwd=user["pwd"], roles=user["roles"])
