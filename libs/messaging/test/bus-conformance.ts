import { BusFixture, type BusEnvironment } from './conformance/bus-fixture';
import { delivery } from './conformance/delivery';
import { depths } from './conformance/depths';
import { inbox } from './conformance/inbox';
import { outcomes } from './conformance/outcomes';
import { pausing } from './conformance/pausing';
import { publishing } from './conformance/publishing';
import { startingAndStopping } from './conformance/starting-and-stopping';
import { tracing } from './conformance/tracing';
import { unusableMessages } from './conformance/unusable-messages';

/** The behaviors of a bus: every implementation has all of them. */
export function busConformance(open: () => Promise<BusEnvironment>): void {
  const fixture = new BusFixture(open);
  beforeEach(() => fixture.open());
  afterEach(() => fixture.close());

  delivery(fixture);
  outcomes(fixture);
  unusableMessages(fixture);
  inbox(fixture);
  pausing(fixture);
  publishing(fixture);
  startingAndStopping(fixture);
  depths(fixture);
  tracing(fixture);
}
