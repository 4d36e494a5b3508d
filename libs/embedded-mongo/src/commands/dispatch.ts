import { asCommandError, CommandError, errorReply } from '../errors';
import type { Doc } from '../query/values';
import type { Store } from '../store/store';
import { aggregateCommands } from './aggregate';
import { catalogCommands } from './catalog';
import { Command, refuseCollation, type Handler } from './command';
import { findAndModify } from './find-and-modify';
import { indexCommands } from './index-commands';
import { readCommands } from './read';
import { serverCommands } from './server-commands';
import { writeCommands } from './write';

/** Runs one command to its end without yielding: that is what makes every command atomic. */
export function createDispatcher(store: Store): (command: Doc) => Doc {
  const handlers = new Map<string, Handler>(
    Object.entries({
      ...serverCommands,
      ...readCommands,
      ...writeCommands,
      ...aggregateCommands,
      ...catalogCommands,
      ...indexCommands,
      findAndModify,
      findandmodify: findAndModify,
    }),
  );
  return (doc) => {
    try {
      const [name = ''] = Object.keys(doc);
      const handler = handlers.get(name);
      if (!handler) throw new CommandError(59, `no such command: '${name}'`);
      refuseUnsupported(doc);
      const database = typeof doc.$db === 'string' ? doc.$db : '';
      return { ...handler(new Command(store, name, doc, database)), ok: 1 };
    } catch (error) {
      return errorReply(asCommandError(error));
    }
  };
}

function refuseUnsupported(doc: Doc): void {
  if (doc.txnNumber !== undefined || doc.startTransaction !== undefined) {
    throw new CommandError(20, 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  refuseCollation(doc);
}
