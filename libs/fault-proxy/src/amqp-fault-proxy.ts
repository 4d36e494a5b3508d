import type { Direction, Forward } from './connection';
import { FaultProxy } from './fault-proxy';
import { takeMessages } from './framing';

const methodFrame = 1;
const basic = 60;
const ack = 80;
const nack = 120;
const overheadBytes = 8;

/** A proxy in front of RabbitMQ that can also keep the broker's confirms to itself. TLS is not understood. */
export class AmqpFaultProxy extends FaultProxy {
  private swallowing = false;
  /** Number of frames with confirms that did not get through. */
  swallowed = 0;

  get url(): string {
    return `amqp://127.0.0.1:${this.port}`;
  }

  /** The broker's confirms of publishes are lost, until `heal`; everything else gets through. */
  swallowConfirms(): void {
    this.swallowing = true;
  }

  override heal(): void {
    this.swallowing = false;
    super.heal();
  }

  protected override filter(direction: Direction, forward: Forward): Forward {
    if (direction === 'to server') return forward;
    return takeMessages(
      (bytes) => (bytes.length < 7 ? undefined : bytes.readUInt32BE(3) + overheadBytes),
      (frame) => {
        if (this.swallowing && isConfirm(frame)) this.swallowed += 1;
        else forward(frame);
      },
    );
  }
}

function isConfirm(frame: Buffer): boolean {
  if (frame[0] !== methodFrame || frame.readUInt16BE(7) !== basic) return false;
  return [ack, nack].includes(frame.readUInt16BE(9));
}
