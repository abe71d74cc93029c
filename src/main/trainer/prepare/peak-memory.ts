import { readFileSync } from 'node:fs';

/** The most memory this process has had resident so far, in bytes. */
export function peakMemoryBytes(): number {
  const fromSystem = peakFromProc();
  // `maxRSS` is in kibibytes on every platform.
  return fromSystem ?? process.resourceUsage().maxRSS * 1024;
}

/** Linux's own high-water mark: unlike `maxRSS` it does not start with what the parent had when it forked. */
function peakFromProc(): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) * 1024;
  } catch {
    return null; // A sandbox that hides /proc.
  }
}
