import { readConfig } from './parent-process';
import type { PublisherConfig } from './protocol';

const { clockShiftMs = 0 } = readConfig<Partial<PublisherConfig>>();
const RealDate = Date;
const now = () => RealDate.now() + clockShiftMs;

/** A proxy, because mongoose knows the type by its name. */
globalThis.Date = new Proxy(RealDate, {
  construct: (target, values: [] | [number], newTarget) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget) as Date,
  get: (target, property) => (property === 'now' ? now : (Reflect.get(target, property) as unknown)),
});
