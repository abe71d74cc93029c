import { fork } from 'node:child_process';
import { systemErrorCode } from '../files/file-system';
import type { TrainerMessage } from '../training/protocol';
import type { TrainerExit, TrainerProcess } from './trainer-process';

export interface ForkedTrainerOptions {
  /** Absolute path of the trainer's entry. */
  readonly entry: string;
  /** Options of Node's for the child, e.g. the loader that runs TypeScript. */
  readonly execArgv?: readonly string[];
}

/** The trainer as a plain child process, for the command line. */
export function startForkedTrainer(options: ForkedTrainerOptions): TrainerProcess {
  const child = fork(options.entry, [], {
    execArgv: [...(options.execArgv ?? [])],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // As between Electron's processes: typed arrays and numbers that are not finite arrive as they were sent.
    serialization: 'advanced',
    // A group of its own: Ctrl-C on the terminal reaches only the owner, who then stops the trainer in order.
    detached: true,
  });
  const exit = new Promise<TrainerExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: null, signal: systemErrorCode(error) || error.message }));
  });
  return {
    pid: child.pid,
    send: (command) => {
      // A process that has just ended: its exit is on the way and says so.
      if (child.connected) child.send(command, () => undefined);
    },
    onMessage: (listener) => {
      // Only our own trainer writes into this pipe.
      child.on('message', (message) => listener(message as TrainerMessage));
    },
    onOutput: (listener) => {
      child.stdout?.on('data', (data: Buffer) => listener(data.toString()));
      child.stderr?.on('data', (data: Buffer) => listener(data.toString()));
    },
    onExit: (listener) => void exit.then(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
