import type { Reply, RunElsewhere } from '../../contract/contract';

/** The run in progress, as far as windows are concerned with it. */
export interface ActiveRun {
  readonly runId: string;
  readonly documentName: string;
}

/**
 * Which window a run belongs to: the one that started it shows its curves and is asked when it closes; the others only know that
 * training is in progress. A run that no window started belongs to all.
 */
export class RunOwners {
  readonly #owners = new Map<string, string>();
  #starting: string | null = null;

  /** Starts a run for a window. A run emits its first events before its start has returned its id. */
  start(window: string, start: () => Reply<{ readonly runId: string }>): Reply<{ readonly runId: string }> {
    this.#starting = window;
    try {
      const reply = start();
      if (reply.ok) this.#owners.set(reply.value.runId, window);
      return reply;
    } finally {
      this.#starting = null;
    }
  }

  /** Whether the window shows the run's events. */
  concerns(window: string, runId: string): boolean {
    const owner = this.#owners.get(runId) ?? this.#starting;
    return owner === null || owner === window;
  }

  /** The window that started the run; null when none did. */
  ownerOf(runId: string): string | null {
    return this.#owners.get(runId) ?? null;
  }

  /** What a window is to know of the run in progress if it is another window's. */
  elsewhere(window: string, active: ActiveRun | null): RunElsewhere | null {
    if (active === null || this.concerns(window, active.runId)) return null;
    return { documentName: active.documentName };
  }
}
