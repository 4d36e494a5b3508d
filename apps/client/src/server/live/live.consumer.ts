import {
  accountRegistered,
  accountRenamed,
  accountRolesChanged,
  courseArchived,
  courseChanged,
  coursePublished,
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  rosterChanged,
  rosterOpened,
  type DataOf,
  type EventContract,
  type EventMessage,
} from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { ChangeNotifier } from './change-notifier';

const accountEvents = [accountRegistered, accountRolesChanged, accountRenamed];
const courseEvents = [coursePublished, courseChanged, courseArchived];
const rosterEvents = [rosterOpened, rosterChanged];
const enrollmentEvents = [
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  enrollmentCompleted,
];

/** Broadcast subscriptions: every replica gets every event, for the browsers connected to it. `watch` gets each of them too. */
export function liveConsumers(changes: ChangeNotifier, watch: (message: EventMessage) => void) {
  const on = <Contract extends EventContract>(
    event: Contract,
    notify: (message: EventMessage<DataOf<Contract>>) => void,
  ) => {
    let wasConnected = false;
    return subscription({
      queue: `client.${event.type.replaceAll('.', '-')}`,
      event,
      broadcast: true,
      onConnected: () => {
        if (wasConnected) changes.notifyReset();
        wasConnected = true;
      },
      handle: (message) => {
        notify(message);
        watch(message);
        return Promise.resolve(ack);
      },
    });
  };
  return [
    ...accountEvents.map((event) => on(event, () => undefined)),
    ...courseEvents.map((event) =>
      on(event, ({ subject: courseId }) => changes.notify({ what: 'course', courseId })),
    ),
    ...rosterEvents.map((event) =>
      on(event, ({ subject: courseId }) => changes.notify({ what: 'roster', courseId })),
    ),
    ...enrollmentEvents.map((event) =>
      on<EventContract<(typeof event)['data']>>(event, ({ data }) => {
        const { courseId, studentId } = data;
        changes.notify({ what: 'roster', courseId });
        changes.notify({ what: 'enrollment', courseId }, studentId);
        if ('promotedAt' in data) changes.notify({ what: 'seat', courseId }, studentId);
      }),
    ),
  ];
}
