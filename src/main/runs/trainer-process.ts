import type { TrainerCommand, TrainerMessage } from '../trainer/protocol/protocol';

/** How a trainer process ended. */
export interface TrainerExit {
  readonly code: number | null;
  readonly signal: string | null;
}

/**
 * A running trainer process, seen from its owner. There are two kinds: a plain child process of Node's, and
 * Electron's utility process where the app finds no Node (`app-trainer.ts`). The process ends by itself when its owner is gone.
 */
export interface TrainerProcess {
  readonly pid: number | undefined;
  send(command: TrainerCommand): void;
  onMessage(listener: (message: TrainerMessage) => void): void;
  /** What the process writes to its output and error streams: warnings of the native library, and its last words. */
  onOutput(listener: (text: string) => void): void;
  /** Called exactly once, also when the process could not be started. */
  onExit(listener: (exit: TrainerExit) => void): void;
  /** Ends it at once. */
  kill(): void;
}

export type StartTrainer = () => TrainerProcess;

/** e.g. `signal SIGKILL`, `exit code 134`. */
export function describeExit({ code, signal }: TrainerExit): string {
  return signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}`;
}
