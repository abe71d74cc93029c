import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Processor } from '../../graph-runtime/estimate/processor-speed';

let found: Processor | undefined;

/** What is known of this machine's processor. Where the system does not list its instructions, those of its kind in common use. */
export function findProcessor(): Processor {
  const processors = cpus();
  found ??= {
    cores: processors.length,
    instructions: instructionsOf(readFlags(), process.arch),
    isIntel: processors[0]?.model.includes('Intel') === true,
  };
  return found;
}

/** @param flags the line of `/proc/cpuinfo` that lists a processor's features; '' where there is none */
export function instructionsOf(flags: string, architecture: string): Processor['instructions'] {
  if (architecture.startsWith('arm')) return 'neon';
  if (/\bavx512f\b/.test(flags)) return 'avx512';
  return flags === '' || /\bavx2\b/.test(flags) ? 'avx2' : 'sse';
}

function readFlags(): string {
  if (process.platform !== 'linux') return '';
  try {
    return /^(flags|Features)\s*:.*$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[0] ?? '';
  } catch {
    return ''; // A sandbox that hides /proc.
  }
}
