import { readFileSync } from 'node:fs';

/** Where Linux counts the processes it has ended because memory ran out: in all, and in this container. */
const COUNTERS = ['/proc/vmstat', '/sys/fs/cgroup/memory.events'] as const;

/**
 * How many processes the system has ended for want of memory so far; null where it does not tell. When a trainer was killed (SIGKILL)
 * and the number has grown, that was why.
 */
export function countMemoryKills(
  read: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): number | null {
  let kills: number | null = null;
  for (const path of COUNTERS) {
    try {
      const count = /^oom_kill (\d+)$/m.exec(read(path))?.[1];
      if (count !== undefined) kills = (kills ?? 0) + Number(count);
    } catch {
      // Not on this system, or hidden by a sandbox.
    }
  }
  return kills;
}
