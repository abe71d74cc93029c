import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Processes that a process has started, and they. */
export function descendants(pid: number): readonly number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const own = all.map(Number).filter((candidate) => parentOf(candidate) === pid);
  return own.flatMap((child) => [child, ...descendants(child)]);
}

/** Ends a process at once, if it has not ended meanwhile. */
export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}

/** What it runs; empty: it has ended. */
export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}

function parentOf(pid: number): number | null {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null; // It has ended meanwhile.
  }
}

/** Processes whose working folder is in that one. */
export function workingIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`).startsWith(`${folder}/`);
      } catch {
        return false; // It has ended meanwhile, or is another user's.
      }
    });
}
