import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  readonly commandLine: string;
}

/** All of an app's processes carry its user data directory on their command line. Only Linux shows that. */
export function processesOf(userData: string): readonly RunningProcess[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), commandLine: commandLineOf(name) }))
    .filter(({ commandLine }) => commandLine.includes(userData));
}

/** Those in which an app trains, or waits to. */
export function trainersOf(userData: string): readonly number[] {
  return processesOf(userData)
    .filter(({ commandLine }) => commandLine.includes('trainer.js'))
    .map(({ pid }) => pid);
}

function commandLineOf(name: string): string {
  try {
    return readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ');
  } catch {
    // It has ended since the listing.
    return '';
  }
}
