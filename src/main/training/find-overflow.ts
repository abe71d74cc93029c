import type { Program } from '../../graph-runtime/compile/program';
import type { Feeds, NativeSession } from './engine/native-session';

/**
 * Runs a batch forward once more, without updating anything, and finds the first node in order of computation whose output
 * holds a value that is infinite or not a number; null when all outputs are finite (the loss itself overflowed).
 */
export function findOverflow(program: Program, session: NativeSession, feeds: Feeds): string | null {
  const { sums, batchInputs: inputs } = program.train;
  const results = session.run({ inputs, outputs: Object.fromEntries(sums) }, feeds);
  return [...sums.keys()].find((path) => !Number.isFinite(results[path]?.values[0])) ?? null;
}
