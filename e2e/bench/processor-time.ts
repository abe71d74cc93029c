import { readdirSync, readFileSync } from 'node:fs';
import type { Netloom } from '../fixture';

/** Seconds of processor time, by the kind of process. */
export type ProcessorTime = Readonly<Record<ProcessKind, number>>;
type ProcessKind = 'trainer' | 'window' | 'screen' | 'main';

/** Ticks of the clock by which Linux counts processor time. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time used so far: by trainers, by the window's page, by what draws it (the process that takes its frames, and the X server that
 * replaces a screen), and by main. Unlike speed it hardly depends on what else the machine does.
 */
export async function processorTime({ app, trainerPids }: Netloom): Promise<ProcessorTime> {
  const processes = await app.evaluate(({ app: self }) =>
    self.getAppMetrics().map(({ pid, type }) => ({ pid, type })),
  );
  const used: Record<ProcessKind, number> = { trainer: 0, window: 0, screen: 0, main: 0 };
  for (const { pid, type } of processes) used[kindOf(type)] += secondsOf(pid);
  // Networks are trained in Node processes, which Electron does not count (docs/decisions/0094).
  for (const pid of trainerPids()) used.trainer += secondsOf(pid);
  for (const pid of screenServers()) used.screen += secondsOf(pid);
  return used;
}

export function difference(after: ProcessorTime, before: ProcessorTime): ProcessorTime {
  return {
    trainer: after.trainer - before.trainer,
    window: after.window - before.window,
    screen: after.screen - before.screen,
    main: after.main - before.main,
  };
}

function kindOf(type: string): Exclude<ProcessKind, 'trainer'> {
  if (type === 'Tab') return 'window';
  return type === 'GPU' ? 'screen' : 'main';
}

/** User and system time of a process (proc(5): the fields after the name in brackets begin with the third). */
function secondsOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

function screenServers(): number[] {
  const display = process.env.DISPLAY ?? '';
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      const [command = '', ...args] = read(`/proc/${name}/cmdline`).split('\0');
      return /\bX(vfb|org)$/.test(command) && args.includes(display);
    })
    .map(Number);
}

/** Empty where the process is gone. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
