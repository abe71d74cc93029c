import { utilityProcess } from 'electron';
import { systemErrorCode } from '../files/file-system';
import type { ChildProcess, ProcessExit } from './child-process';

/** A process in Electron's utility process. `entry` is its absolute path, `serviceName` what the system's list of processes shows. */
export function startUtilityProcess<Command, Message>(
  entry: string,
  serviceName: string,
): ChildProcess<Command, Message> {
  const child = utilityProcess.fork(entry, [], { serviceName, stdio: 'pipe' });
  const exit = new Promise<ProcessExit>((resolve) => {
    child.once('exit', (code) => resolve(exitOf(code)));
  });
  return {
    get pid() {
      return child.pid;
    },
    send: (command) => child.postMessage(command),
    onMessage: (listener) => {
      // Only our own process has the other end of this channel.
      child.on('message', (message: unknown) => listener(message as Message));
    },
    onOutput: (listener) => {
      child.stdout?.on('data', (data: Buffer) => listener(data.toString()));
      child.stderr?.on('data', (data: Buffer) => listener(data.toString()));
    },
    onExit: (listener) => void exit.then(listener),
    kill: () => endAtOnce(child.pid),
  };
}

/** Its own `kill` asks with SIGTERM, which a process inside a long native call does not receive. */
function endAtOnce(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone already: that is what was wanted.
    if (systemErrorCode(error) !== 'ESRCH') throw error;
  }
}

const signalNames: Readonly<Record<number, string>> = {
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  15: 'SIGTERM',
};

/** Electron reports a signal as the process's exit code. */
function exitOf(code: number): ProcessExit {
  const signal = process.platform === 'win32' ? undefined : signalNames[code];
  return signal === undefined ? { code, signal: null } : { code: null, signal };
}
