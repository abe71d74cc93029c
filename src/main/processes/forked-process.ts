import { fork, type Serializable } from 'node:child_process';
import { systemErrorCode } from '../files/file-system';
import type { ChildProcess, ProcessExit } from './child-process';
import { fromPlain, toPlain } from './plain-messages';

export interface ForkedProcessOptions {
  /** Absolute path of the process's entry. */
  readonly entry: string;
  /** Options of Node's for the child, e.g. the loader that runs TypeScript. */
  readonly execArgv?: readonly string[];
  /** The Node that runs it; absent: the one that runs this process. */
  readonly node?: string;
  /** Whose it is, for those who look at the machine's processes. */
  readonly owner?: string;
}

/** A plain child process of Node's. */
export function startForkedProcess<Command, Message>(
  options: ForkedProcessOptions,
): ChildProcess<Command, Message> {
  const child = fork(options.entry, options.owner === undefined ? [] : [options.owner], {
    execArgv: [...(options.execArgv ?? [])],
    ...(options.node !== undefined && { execPath: options.node, env: ownEnvironment() }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own group: Ctrl-C on the terminal reaches only the owner, who then stops the process in order.
    detached: true,
  });
  const exit = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', (error) => resolve({ code: null, signal: systemErrorCode(error) || error.message }));
  });
  return {
    pid: child.pid,
    send: (command) => {
      // A process that has just ended: its exit is on the way and says so.
      if (child.connected) child.send(toPlain(command) as Serializable, () => undefined);
    },
    onMessage: (listener) => {
      // Only our own process writes into this pipe.
      child.on('message', (message) => listener(fromPlain(message) as Message));
    },
    onOutput: (listener) => {
      child.stdout?.on('data', (data: Buffer) => listener(data.toString()));
      child.stderr?.on('data', (data: Buffer) => listener(data.toString()));
    },
    onExit: (listener) => void exit.then(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** What Node reads of the environment was meant for another: `NODE_OPTIONS` may name a file to load, or an inspector's port. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, ELECTRON_RUN_AS_NODE: _mode, ...environment } = process.env;
  return environment;
}
