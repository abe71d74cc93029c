import type { Failure, InspectionAnswer, Reply } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { ALL_CAPABILITIES } from '../../../graph-runtime/ops/capabilities';
import { perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import type { DatasetRoots } from '../../data/dataset-roots';
import { loadEngine } from '../engine/tensorflow';
import { answerInspection } from '../inspections/answer-inspection';
import { AugmentationPreviews } from '../inspections/augmentation-previews';
import { bench } from '../jobs/bench';
import { exportNetwork } from '../jobs/export-network';
import { exportRun } from '../jobs/export-run';
import { findLearningRate } from '../jobs/find-learning-rate';
import { importNetwork } from '../jobs/import-network';
import { importWeights } from '../jobs/import-weights';
import { measureSpeed } from '../jobs/measure-speed';
import { openNetwork } from '../jobs/open-network';
import { RunControl } from '../prepare/run-control';
import { StartOver } from '../prepare/start-over';
import type { TrainerCommand, TrainerMessage } from '../protocol/protocol';
import { asFailure, asTrainingFailure, RunFailure } from '../protocol/trainer-failure';
import { train } from '../run/train';

export interface TrainerOptions {
  readonly datasets: DatasetRoots;
  readonly send: (message: TrainerMessage) => void;
  /** Ends the process. */
  readonly exit: () => void;
}

/** Commands that take the trainer as long as they last; the others are for the one under way. */
type Job = Extract<
  TrainerCommand,
  {
    type:
      | 'train'
      | 'open'
      | 'export'
      | 'export-run'
      | 'import-weights'
      | 'import-network'
      | 'bench'
      | 'measure-speed'
      | 'probe'
      | 'find-learning-rate';
  }
>;

/** Carries out the owner's commands, one at a time. */
export class Trainer {
  readonly #options: TrainerOptions;
  /** Of the job under way; null when there is none. */
  #control: RunControl | null = null;
  #isExitRequested = false;

  readonly #previews: AugmentationPreviews;

  constructor(options: TrainerOptions) {
    this.#options = options;
    this.#previews = new AugmentationPreviews(options.datasets);
  }

  receive(command: TrainerCommand): void {
    switch (command.type) {
      case 'pause':
        this.#control?.pause();
        break;
      case 'continue':
        this.#control?.continue();
        break;
      case 'stop':
        this.#stop();
        break;
      case 'inspect':
        this.#inspect(command);
        break;
      case 'preview':
        void this.#preview(command);
        break;
      case 'exit':
        this.#exitWhenIdle();
        break;
      default:
        this.#begin(command);
    }
  }

  #begin(job: Job): void {
    if (this.#control === null) void this.#run(job);
    else this.#options.send({ type: 'command-failed', failure: failure('run-in-progress') });
  }

  #inspect({ id, inspection }: Extract<TrainerCommand, { type: 'inspect' }>): void {
    const reply = (answer: Reply<InspectionAnswer>) =>
      this.#options.send({ type: 'inspected', id, reply: answer });
    if (this.#control === null) reply(failed(failure('run-unknown')));
    else answerInspection(this.#control, inspection, reply);
  }

  /** Beside whatever runs: between two of its steps. */
  async #preview({ id, document, ...question }: Extract<TrainerCommand, { type: 'preview' }>): Promise<void> {
    try {
      const value = await this.#previews.show(document, question);
      this.#options.send({ type: 'previewed', id, reply: success(value) });
    } catch (error) {
      this.#options.send({ type: 'previewed', id, reply: failed(asFailure(error)) });
    }
  }

  #exitWhenIdle(): void {
    this.#isExitRequested = true;
    if (this.#control === null) this.#options.exit();
    else this.#stop();
  }

  #stop(): void {
    if (this.#control === null) return;
    this.#control.stop();
    this.#options.send({ type: 'stopping' });
  }

  async #run(command: Job): Promise<void> {
    const control = new RunControl();
    this.#control = control;
    try {
      await this.#carryOut(command, control);
    } catch (error) {
      if (error instanceof StartOver) return this.#options.send({ type: 'starting-over' });
      const reported = 'document' in command ? trainingFailure(error, command.document) : asFailure(error);
      this.#options.send(
        command.type === 'train'
          ? { type: 'failed', failure: reported }
          : { type: 'command-failed', failure: reported },
      );
    } finally {
      this.#control = null;
      await control.answer(null);
      if (this.#isExitRequested) this.#options.exit();
    }
  }

  async #carryOut(command: Job, control: RunControl): Promise<void> {
    const { datasets, send } = this.#options;
    switch (command.type) {
      case 'train':
        send({ type: 'preparing', task: 'starting' });
        return train({
          ...{ command, datasets, emit: send, control },
          onSpeed: (record) => send({ type: 'measured-speed', record }),
        });
      case 'open':
        return openNetwork({ command, datasets, send, control });
      case 'export': {
        const path = await exportNetwork({ command, datasets, control });
        send(path === null ? { type: 'stopped', step: 0 } : { type: 'exported', path });
        return;
      }
      case 'export-run':
        send({ type: 'exported', path: await exportRun(command) });
        return;
      case 'import-weights': {
        const report = await importWeights(command, control);
        send(report === null ? { type: 'stopped', step: 0 } : { type: 'imported-weights', report });
        return;
      }
      case 'import-network': {
        const network = await importNetwork(command, control);
        send(network === null ? { type: 'stopped', step: 0 } : { type: 'imported-network', network });
        return;
      }
      case 'bench': {
        const result = await bench({ ...command, datasets, control });
        send(result === null ? { type: 'stopped', step: 0 } : { type: 'benched', result });
        return;
      }
      case 'measure-speed': {
        const speed = await measureSpeed({ ...command, datasets, control });
        send(speed === null ? { type: 'stopped', step: 0 } : { type: 'measured-speed', ...speed });
        return;
      }
      case 'find-learning-rate':
        return findLearningRate({ command, datasets, send, control });
      case 'probe':
        return this.#probe();
    }
  }

  async #probe(): Promise<void> {
    try {
      // Ahead of a network that is not known yet: a small one, for which a second counts. Others start over.
      const { device, name, cards, capabilities } = await loadEngine('one');
      const missing = [...ALL_CAPABILITIES].filter((one) => !capabilities[device.kind].has(one));
      this.#options.send({ type: 'probed', device, cards, engine: name, missing });
    } catch (error) {
      throw new RunFailure(failure('engine-missing', {}, { detail: String(error) }));
    }
  }
}

function trainingFailure(error: unknown, { training }: NetloomDocument): Failure {
  return asTrainingFailure(error, perStepBatch(training));
}
