import type { Doc } from '../query/values';

/** The place of one document. `doc` is never changed in place, only replaced, so readers may keep it. */
export interface StoredDocument {
  readonly sequence: number;
  doc: Doc;
}
