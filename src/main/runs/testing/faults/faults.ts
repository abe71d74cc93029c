import { existsSync, rmSync, writeFileSync, writeSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import type { SshMachine } from '../../../../testing/ssh-machine';
import { type Followed, familyOf, placeThere, processThere, stateOf } from './followed';

/** What can go wrong with a run on another machine. */
export const FAULTS = [
  'the connection is cut',
  'sshd is killed',
  'the process there is killed',
  'what follows is killed',
  'the disk there is full',
  'the clock there jumps',
  'the clock here jumps',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultPlace {
  readonly machine: SshMachine;
  readonly runs: readonly Followed[];
  /** Uniform over 0 to 1. */
  readonly random: () => number;
}

const MOST_SECONDS_DOWN = 2.5;
/** Clocks are set, or jump with an hour of summer, or start in 1970. */
const MOST_SKEW_MILLISECONDS = 3 * 24 * 3_600_000;

/** Has it happen to one or both runs, and to the end of what does not last. Answers whom it happened to. */
export async function happen(fault: Fault, { machine, runs, random }: FaultPlace): Promise<string> {
  const run = runs[Math.floor(random() * runs.length)];
  if (run === undefined) throw new Error('there is no run');
  const pause = () => sleep(random() * MOST_SECONDS_DOWN * 1_000);
  switch (fault) {
    case 'the connection is cut':
      machine.cut();
      return 'both';
    case 'sshd is killed':
      await machine.goDown();
      await pause();
      await machine.comeUp();
      return 'both';
    case 'the process there is killed':
      killThere(run, machine, random);
      return run.name;
    case 'what follows is killed':
      await run.kill();
      await pause();
      await run.follow();
      return run.name;
    case 'the disk there is full':
      await fillDisk(machine, pause);
      return 'both';
    case 'the clock there jumps':
      setClock(machine.folder, 'there', random);
      return 'both';
    case 'the clock here jumps':
      setClock(machine.folder, 'here', random);
      return 'both';
  }
}

/** The trainer alone, or with all that has started it, as a crash or the machine's end would. */
function killThere(run: Followed, { home }: SshMachine, random: () => number): void {
  const pid = stateOf(run.mirror) === null ? null : processThere(placeThere(run.mirror, home));
  if (pid === null) return;
  const family = familyOf(pid);
  const victims = random() < 0.5 ? family : family.slice(-1);
  for (const victim of victims) {
    try {
      process.kill(victim, 'SIGKILL');
    } catch {
      // It has ended with another.
    }
  }
}

/** Only where its runs lie on a small disk. */
async function fillDisk({ home }: SshMachine, pause: () => Promise<void>): Promise<void> {
  const path = join(home, '.netloom', 'runs', '.filler');
  const file = openSync(path, 'w');
  const piece = Buffer.alloc(1 << 20);
  try {
    // Whatever little is free is taken, too.
    for (let size = piece.length; size > 0; size = Math.floor(size / 2)) {
      while (hasWritten(file, piece.subarray(0, size)));
    }
  } finally {
    closeSync(file);
  }
  await pause();
  rmSync(path);
}

function hasWritten(file: number, bytes: Buffer): boolean {
  try {
    return writeSync(file, bytes) > 0;
  } catch {
    return false;
  }
}

/** What Node's programs take for the time, on one side. */
function setClock(folder: string, side: 'here' | 'there', random: () => number): void {
  const skew = random() < 0.2 ? -Date.now() : (random() * 2 - 1) * MOST_SKEW_MILLISECONDS;
  writeFileSync(join(folder, `skew-${side}`), String(Math.round(skew)));
}

/** Options of Node's with which a program has the clock of that side. */
export function clockOf(folder: string, side: 'here' | 'there'): string {
  const script = join(folder, `clock-${side}.cjs`);
  if (!existsSync(script))
    writeFileSync(script, CLOCK.replace('FILE', JSON.stringify(join(folder, `skew-${side}`))));
  return `--require=${script}`;
}

const CLOCK = `const { readFileSync } = require('node:fs');
const Real = Date;
let skew = 0;
const look = () => { try { skew = Number(readFileSync(FILE, 'utf8')) || 0; } catch { skew = 0; } };
look();
setInterval(look, 100).unref();
globalThis.Date = class extends Real {
  constructor(...values) { if (values.length === 0) super(Real.now() + skew); else super(...values); }
  static now() { return Real.now() + skew; }
};
`;

export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
