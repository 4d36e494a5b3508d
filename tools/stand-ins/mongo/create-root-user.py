from os import environ

from pymongo import MongoClient

client = MongoClient("mongodb://127.0.0.1:27018", serverSelectionTimeoutMS=30_000)
client.admin.command(
    "createUser",
    environ["MONGO_INITDB_ROOT_USERNAME"],
    pwd=environ["MONGO_INITDB_ROOT_PASSWORD"],
    roles=[{"role": "root", "db": "admin"}],
)
