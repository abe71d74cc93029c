import { type ChildProcess, spawn } from 'node:child_process';

/** How a program ended, and all it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that a test has started. */
export interface StartedProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves as soon as the output holds the text; rejects, with the output, when the program ends without it. */
  saw(text: string): Promise<void>;
}

/** Starts a program whose output a test waits for. */
export function startProgram(
  program: string,
  args: readonly string[],
  { cwd, env = process.env }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): StartedProgram {
  const child = spawn(program, args, { cwd, env });
  const output = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (data) => {
      output[name] += data;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...output }));
  });
  const saw = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => (output.stdout + output.stderr).includes(text) && resolve();
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without "${text}": ${output.stdout}${output.stderr}`)));
    });
  return { child, ended, saw };
}
