import { DuplicateKeyError, runOperation, type Database } from '@courses/mongo';
import { Schema, type Model } from 'mongoose';
import { closest, isSpelled, keysOfTerm, keysOfWord } from '../domain/spelling';

interface WordDocument {
  _id: string;
  keys: string[];
}

/** Words that this process remembers to be stored, so that they are not stored again. */
const maxRemembered = 50_000;
const maxCandidates = 500;

/** The words of public courses, each once, for correcting a search. Words are added and never removed. */
export class Vocabulary {
  private readonly model: Model<WordDocument>;
  private readonly stored = new Set<string>();

  constructor(database: Database) {
    const schema = new Schema<WordDocument>(
      { _id: String, keys: [String] },
      { collection: 'words', versionKey: false, bufferCommands: false, autoCreate: false, autoIndex: false },
    );
    schema.index(vocabularyIndex);
    this.model = database.connection.model<WordDocument>('words', schema);
    database.prepare(() => this.model.createIndexes());
  }

  async add(words: readonly string[]): Promise<void> {
    const added = words.filter((word) => isSpelled(word) && !this.stored.has(word));
    if (added.length === 0) return;
    const documents = added.map((word) => ({ _id: word, keys: keysOfWord(word) }));
    try {
      await runOperation(() => this.model.collection.insertMany(documents as never[], { ordered: false }));
    } catch (error) {
      if (!(error instanceof DuplicateKeyError)) throw error;
    }
    if (this.stored.size + added.length > maxRemembered) this.stored.clear();
    for (const word of added) this.stored.add(word);
  }

  /** The words that a term may be a misspelling of, the most similar first. */
  async similarTo(term: string): Promise<string[]> {
    const found = await runOperation(() =>
      this.model
        .find({ keys: { $in: keysOfTerm(term) } }, { _id: 1 })
        .limit(maxCandidates)
        .lean<WordDocument[]>(),
    );
    return closest(
      term,
      found.map(({ _id }) => _id),
    );
  }
}

export const vocabularyIndex = { keys: 1 } as const;
