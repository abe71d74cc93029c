import { type CpuInfo, cpus } from 'node:os';

/** Milliseconds of all processors since the machine started: those spent, and those they had. */
interface ProcessorTimes {
  readonly busy: number;
  readonly all: number;
}

/** More than this cannot be told from all of it. */
const MOST = 0.95;

/**
 * Watches what other programs take of the machine's processors.
 *
 * @returns a function that returns their share since then, from 0 to 1
 */
export function watchOtherLoad(): () => number {
  const before = timesOf(cpus());
  const own = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(own);
    return otherShare(before, timesOf(cpus()), (user + system) / 1e3);
  };
}

/** @param own milliseconds of this process in between, over all processors */
export function otherShare(before: ProcessorTimes, after: ProcessorTimes, own: number): number {
  const all = after.all - before.all;
  if (all <= 0) return 0;
  return Math.min(MOST, Math.max(0, (after.busy - before.busy - own) / all));
}

/** Adds up all processors. */
export function timesOf(processors: readonly Pick<CpuInfo, 'times'>[]): ProcessorTimes {
  let busy = 0;
  let idle = 0;
  for (const { times } of processors) {
    busy += times.user + times.nice + times.sys + times.irq;
    idle += times.idle;
  }
  return { busy, all: busy + idle };
}
