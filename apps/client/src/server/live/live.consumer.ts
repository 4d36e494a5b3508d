import {
  accountRegistered,
  accountRolesChanged,
  courseArchived,
  courseChanged,
  coursePublished,
  enrollmentCompleted,
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  type EventContract,
  type EventMessage,
} from '@courses/contracts';
import { ack, subscription } from '@courses/messaging';
import type { ChangeNotifier } from './change-notifier';

const accountEvents = [accountRegistered, accountRolesChanged];
const courseEvents = [coursePublished, courseChanged, courseArchived];
const enrollmentEvents = [
  enrollmentConfirmed,
  enrollmentWaitlisted,
  enrollmentWithdrawn,
  enrollmentCompleted,
];

/** Every replica hears every event, for the browsers that are connected to it. `watch` gets each of them as well. */
export function liveConsumers(changes: ChangeNotifier, watch: (message: EventMessage) => void) {
  const listen = <Contract extends EventContract>(
    event: Contract,
    tell: (message: EventMessage<{ id: string; courseId: string; studentId: string }>) => void,
  ) => {
    let listening = false;
    return subscription({
      queue: `client.${event.type.replaceAll('.', '-')}`,
      event: event,
      broadcast: true,
      onConnected: () => {
        if (listening) changes.afterGap();
        listening = true;
      },
      handle: (message) => {
        tell(message as EventMessage<{ id: string; courseId: string; studentId: string }>);
        watch(message);
        return Promise.resolve(ack);
      },
    });
  };
  return [
    ...accountEvents.map((event) => listen(event, () => undefined)),
    ...courseEvents.map((event) =>
      listen(event, ({ subject: courseId }) => {
        changes.announce({ what: 'course', courseId });
      }),
    ),
    ...enrollmentEvents.map((event) =>
      listen(event, ({ data: { courseId, studentId } }) => {
        changes.announce({ what: 'roster', courseId });
        changes.announce({ what: 'enrollment', courseId }, studentId);
      }),
    ),
  ];
}
