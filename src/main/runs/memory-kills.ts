import { join } from 'node:path';
import { memoryGroups, readSystemFile } from '../machine/memory-groups';

/**
 * How many processes the system has ended for want of memory so far: on the machine, and in the container, job or service this process
 * belongs to; null where it does not say. When a trainer was killed (SIGKILL) and the number has grown, that was why.
 *
 * @param root where the files of the system are; tests have fixtures
 */
export function countMemoryKills(root = '/'): number | null {
  const groups = memoryGroups(root).map(({ version, folder }) =>
    // Version 1 counts them after the settings of the same matter.
    join(folder, version === 2 ? 'memory.events' : 'memory.oom_control'),
  );
  const counts = [join(root, 'proc/vmstat'), ...groups].flatMap((path) => {
    const count = /^oom_kill (\d+)$/m.exec(readSystemFile(path) ?? '')?.[1];
    return count === undefined ? [] : [Number(count)];
  });
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}
