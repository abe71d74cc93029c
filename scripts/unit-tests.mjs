/**
 * The unit tests as parts of similar length, one after the other. A run of vitest keeps the number of workers that it began with; a part is
 * short enough that the next one has the cores that other steps of `npm test` no longer need.
 */

/** How many parts the files make that have a process each: they take most of the time. */
const ISOLATED_PARTS = 4;

/** What each part is of vitest's options (`vitest.config.mts` has the projects). */
export const unitTestParts = [
  { name: 'pure', options: ['--project=pure'] },
  { name: 'fresh', options: ['--project=fresh'] },
  ...Array.from({ length: ISOLATED_PARTS }, (_, at) => ({
    name: `isolated-${at + 1}`,
    options: ['--project=isolated', `--shard=${at + 1}/${ISOLATED_PARTS}`],
  })),
];
