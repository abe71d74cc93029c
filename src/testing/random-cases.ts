/**
 * The seed of every property's random cases: the same in each run, so that a change is checked with the cases of the commit before it. Other cases
 * are drawn on purpose, by `npm run test:random`; one that fails there names its seed, and becomes an example in its test.
 */
import { configureGlobal } from 'fast-check';

const seed = Number(process.env.NETLOOM_TEST_SEED ?? 1);
if (!Number.isInteger(seed)) {
  throw new Error(`NETLOOM_TEST_SEED is ${process.env.NETLOOM_TEST_SEED}: expected a whole number`);
}

configureGlobal({ seed });
