import { test } from './fixture';
import { walkClasses, walkMasks, walkNumbers } from './views/data-views';

/** The data browser with labels of every kind: filtered, sorted by what a run made of them, corrected and saved. */

test.use({ settings: { isTourDone: true } });
test.beforeEach(({ netloom }) => netloom.resize(1_280, 900));

for (const [kind, walk] of [
  ['several classes', walkClasses],
  ['numbers', walkNumbers],
  ['masks', walkMasks],
] as const) {
  test(`examples with ${kind} are looked through and corrected`, async ({ netloom }) => {
    test.slow();
    await walk(netloom, netloom.capture);
  });
}
