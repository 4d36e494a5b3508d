import { BusRig, type BusHarness } from './conformance/bus-fixture';
import { delivery } from './conformance/delivery';
import { depths } from './conformance/depths';
import { effectsOnce } from './conformance/inbox';
import { order } from './conformance/order';
import { outcomes } from './conformance/outcomes';
import { publishing } from './conformance/publishing';
import { startingAndStopping } from './conformance/starting-and-stopping';
import { unusableMessages } from './conformance/unusable-messages';

/** The behaviors of a bus: every implementation has all of them. */
export function busConformance(open: () => Promise<BusHarness>): void {
  const rig = new BusRig(open);
  beforeEach(() => rig.open());
  afterEach(() => rig.close());

  delivery(rig);
  outcomes(rig);
  unusableMessages(rig);
  effectsOnce(rig);
  order(rig);
  publishing(rig);
  startingAndStopping(rig);
  depths(rig);
}
