/** How a process ended. */
export interface ProcessExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/**
 * A process of this program's own, seen from the one that started it. There are two kinds: a plain child process of Node's, and
 * Electron's utility process where the app finds no Node (`app-process.ts`). It ends by itself when its owner is gone.
 */
export interface ChildProcess<Command, Message> {
  readonly pid: number | undefined;
  send(command: Command): void;
  onMessage(listener: (message: Message) => void): void;
  /** What the process writes to its output and error streams: warnings of native libraries, and its last words. */
  onOutput(listener: (text: string) => void): void;
  /** Called exactly once, also when the process could not be started. */
  onExit(listener: (exit: ProcessExit) => void): void;
  /** Ends it at once. */
  kill(): void;
}

/** e.g. `signal SIGKILL`, `exit code 134`. */
export function describeExit({ code, signal }: ProcessExit): string {
  return signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}`;
}
