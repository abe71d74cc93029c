import { freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { type MemoryGroup, memoryGroups, readSystemFile } from './memory-groups';

/**
 * Bytes that a new process can have without anything being swapped out: of the machine, or of the container, job or service this process
 * belongs to, whatever is least. Linux counts its file cache as used memory in `freemem`, but would give it back at once: that is its
 * figure `MemAvailable`.
 *
 * @param root where the files of the system are; tests have fixtures
 */
export function availableMemory(root = '/'): number {
  if (process.platform !== 'linux') return freemem();
  return Math.max(0, Math.min(availableOnMachine(root), ...memoryGroups(root).map(availableInGroup)));
}

/** Bytes this process could ever have: the machine's, or the least limit around it. */
export function memoryLimit(root = '/'): number {
  if (process.platform !== 'linux') return totalmem();
  const limits = memoryGroups(root).flatMap((group) => pairsOf(group).map(({ limit }) => limit));
  return Math.min(meminfo(root, 'MemTotal') ?? totalmem(), ...limits);
}

function availableOnMachine(root: string): number {
  return meminfo(root, 'MemAvailable') ?? freemem();
}

function meminfo(root: string, name: string): number | null {
  const text = readSystemFile(join(root, 'proc/meminfo')) ?? '';
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

/** Infinity where the group has no limit. */
function availableInGroup(group: MemoryGroup): number {
  const cache = reclaimable(group);
  return Math.min(
    Number.POSITIVE_INFINITY,
    ...pairsOf(group).map(({ limit, usage }) => limit - Math.max(0, usage - cache)),
  );
}

/**
 * Limits with what counts against them. `memory.high` ends no process, but slows it down until it is below again, which for a training is
 * no better. In version 1 swap may be limited along with memory. (In version 2 its limit is its own, and swapping is not wanted here.)
 */
function pairsOf({
  version,
  folder,
}: MemoryGroup): readonly { readonly limit: number; readonly usage: number }[] {
  const pairs =
    version === 2
      ? [
          ['memory.max', 'memory.current'],
          ['memory.high', 'memory.current'],
        ]
      : [
          ['memory.limit_in_bytes', 'memory.usage_in_bytes'],
          ['memory.memsw.limit_in_bytes', 'memory.memsw.usage_in_bytes'],
        ];
  return pairs.flatMap(([limitFile = '', usageFile = '']) => {
    const limit = bytesIn(join(folder, limitFile));
    // Version 1 says "no limit" with the largest number there is.
    return limit === null || limit >= 2 ** 62
      ? []
      : [{ limit, usage: bytesIn(join(folder, usageFile)) ?? 0 }];
  });
}

/** Null: no such file, or `max`. */
function bytesIn(path: string): number | null {
  const text = readSystemFile(path)?.trim() ?? '';
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** File cache that nobody has used lately: counted as used, and given back first. */
function reclaimable({ version, folder }: MemoryGroup): number {
  const text = readSystemFile(join(folder, 'memory.stat')) ?? '';
  const name = version === 2 ? 'inactive_file' : 'total_inactive_file';
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
}
