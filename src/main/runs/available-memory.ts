import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';

/**
 * Bytes that a new process can have without anything being swapped out. Linux counts its file cache as used memory in
 * `freemem`, but would give it back at once: that is its figure `MemAvailable`.
 */
export function availableMemory(): number {
  if (process.platform !== 'linux') return freemem();
  try {
    const kibibytes = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return kibibytes === undefined ? freemem() : Number(kibibytes) * 1024;
  } catch {
    return freemem(); // A sandbox that hides /proc.
  }
}
