import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { systemErrorCode } from '../../files/file-system';

/** What distinguishes a process from every other, also from a later one that was given the same number. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  host: z.string(),
  /** Changes with every start of the machine; null where the system does not report it. */
  bootId: z.string().nullable(),
  /** Process numbers are counted in here: each container has its own; null as above. */
  pidNamespace: z.string().nullable(),
  /** When the process started, in ticks since the machine did; null as above. */
  startTicks: z.string().nullable(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** `unknown`: it runs (or ran) on another machine, in another container or as another user, where this process cannot look. */
export type ProcessState = 'running' | 'ended' | 'unknown';

/** The identity of a process of this machine. */
export function identifyProcess(pid: number): ProcessIdentity {
  return {
    pid,
    host: hostname(),
    bootId: readProc('sys/kernel/random/boot_id'),
    pidNamespace: readNamespace(),
    startTicks: readStat(pid)?.startTicks ?? null,
  };
}

/** Whether the process that had this identity still runs. */
export function processState(identity: ProcessIdentity): ProcessState {
  const here = identifyProcess(identity.pid);
  if (identity.host !== here.host) return 'unknown';
  if (identity.bootId !== here.bootId) return 'ended';
  if (identity.pidNamespace !== here.pidNamespace) return 'unknown';
  if (!exists(identity.pid)) return 'ended';
  if (readStat(identity.pid)?.isZombie === true) return 'ended';
  if (identity.startTicks === here.startTicks) return 'running';
  // Linux can hide the processes of other users (`hidepid`): then only the number is known, which another process may have by now.
  return identity.startTicks === null || here.startTicks === null ? 'unknown' : 'ended';
}

/** The command line of a process, for people: on one line, without control characters, cut when long. Empty where it is hidden. */
export function commandOf(pid: number): string {
  const words = (readProc(`${pid}/cmdline`) ?? '').split('\0').join(' ');
  // Names in it may hold anything, and it is printed on a terminal.
  const line = words.replace(/\p{Cc}/gu, '?').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is another user's.
    return systemErrorCode(error) === 'EPERM';
  }
}

/** The command's name in the second field may hold spaces and parentheses: the fields are counted from its end. */
function readStat(pid: number): { readonly startTicks: string | null; readonly isZombie: boolean } | null {
  const text = readProc(`${pid}/stat`);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { startTicks: fields[19] ?? null, isZombie: fields[0] === 'Z' || fields[0] === 'X' };
}

function readNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null; // Not Linux, or a sandbox that hides /proc.
  }
}

function readProc(path: string): string | null {
  try {
    return readFileSync(join('/proc', path), 'utf8').trim();
  } catch {
    return null; // As above, or the process has ended.
  }
}
