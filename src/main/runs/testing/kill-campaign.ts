import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochPoint } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { startTrainerFromSources } from './start-trainer';
import { describeExit } from '../../processes/child-process';
import type { TrainerProcess } from '../trainer-process';
import { hasCheckpoint, readNewestCheckpoint } from '../../trainer/checkpoints/checkpoint-store';
import type { TrainerMessage } from '../../trainer/protocol/protocol';
import { figuresOf, smallNetwork } from '../../trainer/testing/run-training';

/*
 * Trains in a process that is killed (SIGKILL) at random moments and started again, until the run is done, and compares what it
 * comes to with an uninterrupted run: every epoch's figures, and every bit of weights, optimizer slots and statistics at the end.
 */

export interface CampaignOptions {
  readonly kills: number;
  /** Kills within one run; then it is left alone until it is done. */
  readonly killsPerRun: number;
  /** Folder for the runs; it must not hold others. */
  readonly directory: string;
  /** Draws the moments. */
  readonly random: () => number;
  readonly log: (line: string) => void;
}

export interface CampaignResult {
  readonly kills: number;
  /** How many of them came while a checkpoint was being written. */
  readonly killsWhileWriting: number;
  /** How many came before the first checkpoint was there, so that the run began again. */
  readonly killsBeforeFirst: number;
  readonly runs: number;
  /** What differed; empty when every run came out the same, bit for bit. */
  readonly differences: readonly string[];
}

/** Everything that has a state to lose: Adam, normalization, dropout, a plateau schedule, early stopping, micro-batches, examples apart. */
export const campaignNetwork: NetloomDocument = smallNetwork(
  {
    epochs: 8,
    batchSize: 48,
    microBatchSize: 24,
    seed: 5,
    validationShare: 0.1,
    checkpointEpochs: 0.1,
    optimizer: {
      type: 'adam',
      learningRate: 0.002,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.0001,
      clipNorm: 2,
    },
    schedule: {
      type: 'reduceOnPlateau',
      factor: 0.5,
      patience: 1,
      minimumDelta: 0.05,
      minimum: 0,
      warmupEpochs: 0.5,
    },
    earlyStopping: { monitor: 'loss', patience: 6, minimumDelta: 0, keepsBest: true },
  },
  { isNormalized: true },
);
const LIMIT = 2_000;
/** A process is killed within this time after its first step, if not before; the whole run takes a few times as long. */
const LIFE_MILLISECONDS = 700;

/** Runs the campaign. */
export async function runKillCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const differences: string[] = [];
  const counts = { kills: 0, killsWhileWriting: 0, killsBeforeFirst: 0, runs: 0 };
  const reference = await liveThrough(join(options.directory, 'whole'), 0, options, counts);
  while (counts.kills < options.kills) {
    const directory = join(options.directory, `run-${counts.runs}`);
    const kills = Math.min(options.killsPerRun, options.kills - counts.kills);
    const outcome = await liveThrough(directory, kills, options, counts);
    counts.runs += 1;
    for (const [what, value] of Object.entries(outcome)) {
      if (value !== reference[what])
        differences.push(`run ${counts.runs}: ${what} is ${value}, not ${reference[what]}`);
    }
    options.log(`${counts.kills} kills, ${counts.runs} runs, ${differences.length} differences`);
    await rm(directory, { recursive: true });
  }
  return { ...counts, differences };
}

interface Counts {
  kills: number;
  killsWhileWriting: number;
  killsBeforeFirst: number;
  runs: number;
}

/** One run, killed this many times on its way; by name, what must be the same. */
async function liveThrough(
  directory: string,
  kills: number,
  options: CampaignOptions,
  counts: Counts,
): Promise<Readonly<Record<string, string>>> {
  const epochs = new Map<number, EpochPoint>();
  let next = startTrainerFromSources();
  for (let killed = 0; ; killed += 1) {
    const trainer = next;
    const isLast = killed >= kills;
    // The next one comes up meanwhile.
    if (!isLast) next = startTrainerFromSources();
    const life = new Life(trainer, directory, epochs);
    await life.begin();
    const end = isLast ? await life.end : await life.endOrKill(options.random);
    if (!isLast && end === 'done') next.kill();
    if (end === 'done') break;
    counts.kills += 1;
    if (life.isWriting) counts.killsWhileWriting += 1;
    if (!(await hasCheckpoint(directory))) counts.killsBeforeFirst += 1;
  }
  return outcomeOf(directory, [...epochs.values()]);
}

/** One trainer process, from its start to its death or the run's end. */
class Life {
  readonly #trainer: TrainerProcess;
  readonly #directory: string;
  readonly #epochs: Map<number, EpochPoint>;
  readonly #firstStep: Promise<void>;
  readonly end: Promise<'done' | 'killed'>;
  #onStep: () => void = () => undefined;
  #isKilled = false;
  /** Whether a temporary file lay in the folder at the end. */
  isWriting = false;

  constructor(trainer: TrainerProcess, directory: string, epochs: Map<number, EpochPoint>) {
    this.#trainer = trainer;
    this.#directory = directory;
    this.#epochs = epochs;
    this.#firstStep = new Promise((resolve) => {
      this.#onStep = resolve;
    });
    this.end = new Promise((resolve, reject) => {
      let isDone = false;
      trainer.onMessage((message) => {
        if (message.type === 'failed') reject(new Error(JSON.stringify(message.failure)));
        if (message.type === 'done') {
          isDone = true;
          trainer.send({ type: 'exit' });
        }
        this.#receive(message, reject);
      });
      trainer.onExit((exit) => {
        if (isDone || this.#isKilled) resolve(isDone ? 'done' : 'killed');
        else reject(new Error(`the trainer died by itself: ${describeExit(exit)}`));
      });
    });
  }

  async begin(): Promise<void> {
    const command = {
      type: 'train',
      document: campaignNetwork,
      limit: LIMIT,
      runDirectory: this.#directory,
      resume: await hasCheckpoint(this.#directory),
    } as const;
    // A process that is still coming up finds it in its pipe.
    this.#trainer.send(command);
  }

  /** Every second time at a random moment, else while a checkpoint is being written. */
  async endOrKill(random: () => number): Promise<'done' | 'killed'> {
    // One in ten dies before its first step, while it compiles or reads the checkpoint.
    const isEarly = random() < 0.1;
    const moment = isEarly
      ? sleep(random() * 2_000)
      : this.#firstStep.then(() => sleep(random() * LIFE_MILLISECONDS));
    const isAimed = !isEarly && random() < 0.5;
    const killing = moment.then(() => (isAimed ? this.#killInWrite(random) : this.#kill()));
    const end = await this.end;
    await killing;
    return end;
  }

  /** Waits for a temporary file to appear, then a moment more. */
  async #killInWrite(random: () => number): Promise<void> {
    await Promise.race([
      this.end,
      new Promise<void>((resolve) => {
        const watcher = watch(this.#directory, (_event, name) => {
          if (name?.endsWith('.tmp') !== true) return;
          watcher.close();
          this.isWriting = true;
          resolve();
        });
        void this.end.then(() => watcher.close());
      }),
    ]);
    await sleep(random() * 15);
    this.#kill();
  }

  #kill(): void {
    this.#isKilled = true;
    this.#trainer.kill();
  }

  #receive(message: TrainerMessage, reject: (error: Error) => void): void {
    if (message.type === 'compiled') this.#onStep();
    // The lock of the one that was killed is taken over; anything else would be a loss.
    if (message.type === 'warning' && message.failure.code !== 'run-folder-taken-over')
      reject(new Error(JSON.stringify(message.failure)));
    if (message.type !== 'epoch') return;
    const { point } = message;
    const known = this.#epochs.get(point.epoch);
    const isSame =
      known === undefined || JSON.stringify(figuresOf([known])) === JSON.stringify(figuresOf([point]));
    if (!isSame) reject(new Error(`epoch ${point.epoch} came out differently when it was repeated`));
    this.#epochs.set(point.epoch, point);
  }
}

async function outcomeOf(
  directory: string,
  epochs: readonly EpochPoint[],
): Promise<Readonly<Record<string, string>>> {
  const found = await readNewestCheckpoint(directory);
  if (!found.ok) throw new Error(found.error.code);
  const { state, tensors } = found.value.checkpoint;
  const { seconds: _, epochSeconds: __, points: ___, epochs: history, ...rest } = state;
  return {
    ...Object.fromEntries(
      tensors.map(({ name, values }) => [
        name,
        createHash('sha256')
          .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
          .digest('hex'),
      ]),
    ),
    epochs: JSON.stringify(figuresOf(epochs)),
    history: JSON.stringify(figuresOf(history)),
    state: JSON.stringify(rest),
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
