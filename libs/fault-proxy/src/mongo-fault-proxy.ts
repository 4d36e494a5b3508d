import type { Direction, Forward } from './connection';
import { FaultProxy } from './fault-proxy';
import { takeMessages } from './framing';
import { encodeError, parseCommand } from './mongo-message';

/** What happens to the commands of these names, like the server's own `failCommand`. */
export interface CommandFault {
  /** Names such as `find`, `insert` or `hello`. */
  commands: readonly string[];
  /** The answer is this error, and the server does not get the command. */
  errorCode?: number;
  errorLabels?: readonly string[];
  /** Waits before the answer; without `errorCode` the server gets the command then. */
  blockTimeMS?: number;
  /** The server does not get the command, and no answer comes. */
  never?: true;
  /** So many matching commands pass first. Default 0. */
  skip?: number;
  /** So many matching commands are hit. Default: all, until `heal`. */
  times?: number;
}

/** Counts the commands that a fault has hit. */
export interface CommandFaultHits {
  readonly hits: number;
}

interface ActiveFault extends CommandFault {
  seen: number;
  hits: number;
}

/** A proxy in front of MongoDB that also answers chosen commands itself. TLS and compression are not understood. */
export class MongoFaultProxy extends FaultProxy {
  private faults: ActiveFault[] = [];

  /** The address for a driver, which asks no other member of the deployment. */
  get url(): string {
    return `mongodb://127.0.0.1:${this.port}/?directConnection=true`;
  }

  /** Adds a fault; of several that match a command, the oldest with hits left acts. */
  failCommand(fault: CommandFault): CommandFaultHits {
    const active = { ...fault, seen: 0, hits: 0 };
    this.faults.push(active);
    return active;
  }

  override heal(): void {
    this.faults = [];
    super.heal();
  }

  protected override filter(direction: Direction, forward: Forward, answer: Forward): Forward {
    if (direction === 'to client') return forward;
    return takeMessages(
      (bytes) => (bytes.length < 4 ? undefined : bytes.readInt32LE(0)),
      (message) => this.handle(message, forward, answer),
    );
  }

  private handle(message: Buffer, forward: Forward, answer: Forward): void {
    const command = parseCommand(message);
    const fault = command && this.hit(command.name);
    if (!fault) return forward(message);
    if (fault.never) return;
    const act = () =>
      fault.errorCode === undefined ? forward(message) : answer(encodeError(command, fault.errorCode, fault));
    if (fault.blockTimeMS) setTimeout(act, fault.blockTimeMS).unref();
    else act();
  }

  private hit(name: string): ActiveFault | undefined {
    for (const fault of this.faults) {
      if (!fault.commands.includes(name) || fault.hits >= (fault.times ?? Infinity)) continue;
      fault.seen += 1;
      if (fault.seen <= (fault.skip ?? 0)) continue;
      fault.hits += 1;
      return fault;
    }
    return undefined;
  }
}
