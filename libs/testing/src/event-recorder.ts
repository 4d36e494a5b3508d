import type { DataOf, EventContract, EventMessage } from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { BackingServices } from './backing-services';
import { waitFor } from './wait-for';

/** Consumes one type of event, as another service would. */
export interface EventRecorder<Contract extends EventContract> {
  messages: EventMessage<DataOf<Contract>>[];
  /** Waits for an event about this aggregate, and of this version when it is given. */
  about(subject: string, version?: number): Promise<EventMessage<DataOf<Contract>>>;
  stop(): Promise<void>;
}

/** Subscribes with its own queue; call it before the event is published. */
export async function recordEvents<Contract extends EventContract>(
  backingServices: Pick<BackingServices, 'bus'>,
  contract: Contract,
): Promise<EventRecorder<Contract>> {
  const bus = backingServices.bus('recorder');
  const messages: EventMessage<DataOf<Contract>>[] = [];
  await bus.subscribe(
    subscription({
      queue: `recorder.${contract.type.replaceAll('.', '-')}`,
      event: contract,
      handle: (message) => {
        messages.push(message);
        return Promise.resolve(ack);
      },
    }),
  );
  await bus.start();
  await waitFor('the recorder to be connected', () => bus.state === 'connected');
  const isAbout = (subject: string, version?: number) => (message: EventMessage) =>
    message.subject === subject && (version === undefined || message.aggregateVersion === version);
  return {
    messages,
    about: (subject, version) =>
      waitFor(`${contract.type} about ${subject}`, () => messages.find(isAbout(subject, version))),
    stop: () => bus.stop(),
  };
}
