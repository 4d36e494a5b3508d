import { DuplicateKeyError, runOperation, type Database } from '@courses/mongo';
import type { Model } from 'mongoose';
import type { KeyList, KeyStore } from '../domain/key-store';
import { plainCollection } from './plain-collection';

interface KeyDocument extends KeyList {
  _id: string;
}

/** All keys are one document, so that there is one order of them. */
const only = { _id: 'keys' };

export class MongoKeyStore implements KeyStore {
  private readonly model: Model<KeyDocument>;

  constructor(database: Database) {
    this.model = plainCollection(database, 'signing-keys', {
      version: Number,
      keys: [{ _id: false, kid: String, publicKey: Object, sealedKey: String, signsFrom: Date }],
    });
  }

  async read(): Promise<KeyList | undefined> {
    return (await runOperation(() => this.model.findById(only._id).lean<KeyDocument>())) ?? undefined;
  }

  async write({ version, keys }: KeyList): Promise<boolean> {
    try {
      if (version === 1) await runOperation(() => this.model.insertOne({ ...only, version, keys }));
      else return await this.replace({ version, keys });
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  private async replace({ version, keys }: KeyList): Promise<boolean> {
    const filter = { ...only, version: version - 1 };
    const { matchedCount } = await runOperation(() =>
      this.model.updateOne(filter, { $set: { version, keys } }),
    );
    return matchedCount === 1;
  }
}
