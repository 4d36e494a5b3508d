import type { ObservedSystem } from './system';

type Observers = Pick<ObservedSystem, 'prometheus' | 'alertmanager'>;

/** Whether an alert fires in Prometheus and Alertmanager tells this receiver. */
export const isRaised = async ({ prometheus, alertmanager }: Observers, alert: string, receiver: string) =>
  (await prometheus.fires(alert)) && (await alertmanager.receiversOf(alert)).includes(receiver);

/** Whether both have forgotten it. */
export const isOver = async ({ prometheus, alertmanager }: Observers, alert: string) =>
  !(await prometheus.fires(alert)) && (await alertmanager.receiversOf(alert)).length === 0;
