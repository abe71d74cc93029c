import { failure } from '../../preload/failures';
import { bench } from './bench';
import { loadEngine } from './engine/tensorflow';
import type { TrainerCommand, TrainerMessage } from './protocol';
import { train } from './train';
import { asFailure, RunFailure } from './trainer-failure';

export interface TrainerOptions {
  /** Folder of the data sets. */
  readonly datasets: string;
  readonly send: (message: TrainerMessage) => void;
  /** Ends the process. */
  readonly exit: () => void;
}

/** Carries out the owner's commands, one at a time. */
export class Trainer {
  readonly #options: TrainerOptions;
  #isBusy = false;
  #isStopRequested = false;
  #isExitRequested = false;

  constructor(options: TrainerOptions) {
    this.#options = options;
  }

  receive(command: TrainerCommand): void {
    if (command.type === 'stop') this.#isStopRequested = true;
    else if (command.type === 'exit') this.#exitWhenIdle();
    else if (this.#isBusy)
      this.#options.send({ type: 'command-failed', failure: failure('run-in-progress') });
    else void this.#run(command);
  }

  #exitWhenIdle(): void {
    this.#isExitRequested = true;
    this.#isStopRequested = true;
    if (!this.#isBusy) this.#options.exit();
  }

  async #run(command: Exclude<TrainerCommand, { type: 'stop' | 'exit' }>): Promise<void> {
    this.#isBusy = true;
    this.#isStopRequested = false;
    try {
      await this.#carryOut(command);
    } catch (error) {
      const reported = asFailure(error);
      this.#options.send(
        command.type === 'train'
          ? { type: 'failed', failure: reported }
          : { type: 'command-failed', failure: reported },
      );
    } finally {
      this.#isBusy = false;
      if (this.#isExitRequested) this.#options.exit();
    }
  }

  async #carryOut(command: Exclude<TrainerCommand, { type: 'stop' | 'exit' }>): Promise<void> {
    const { datasets, send } = this.#options;
    const isStopRequested = () => this.#isStopRequested;
    switch (command.type) {
      case 'train':
        send({ type: 'preparing', stage: 'starting' });
        return train({ command, datasets, emit: send, isStopRequested });
      case 'bench': {
        const result = await bench({ ...command, datasets, isStopRequested });
        send(result === null ? { type: 'stopped', step: 0 } : { type: 'benched', result });
        return;
      }
      case 'probe':
        return this.#probe();
    }
  }

  async #probe(): Promise<void> {
    try {
      const { device, name } = await loadEngine();
      this.#options.send({ type: 'probed', device, engine: name });
    } catch (error) {
      throw new RunFailure(failure('engine-missing', {}, { detail: String(error) }));
    }
  }
}
