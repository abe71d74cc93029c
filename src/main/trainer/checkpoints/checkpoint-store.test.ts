import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trainingSettingsSchema } from '../../../graph-runtime/settings/training-settings';
import { readSafetensors } from '../../../graph-runtime/testing/safetensors';
import { FAULT_CODES, severalFaults } from '../../files/testing/fault-schedules';
import { createFaultyFileSystem, NO_FAULT, type Schedule } from '../../files/testing/faulty-file-system';
import { prepareRun } from '../prepare/prepare-run';
import { closeRun } from '../program/prepared-run';
import { writeState } from '../program/program-state';
import type { NamedTensor } from '../program/weights-file';
import { NO_IMPROVEMENT } from '../run/improvement';
import { DATASETS, smallNetwork } from '../testing/run-training';
import { type Checkpoint, packCheckpoint, unpackCheckpoint } from './checkpoint-file';
import { CheckpointKeeper } from './checkpoint-keeper';
import { CheckpointStore, readNewestCheckpoint, readRunWeights } from './checkpoint-store';
import type { RunState } from './run-state';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-checkpoints-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function tensorsAt(step: number): readonly NamedTensor[] {
  return [
    {
      name: 'dense/kernel',
      dtype: 'float32',
      shape: [2, 3],
      values: Float32Array.from([step, 0.1, -0, 1e-42, 3e38, Math.PI]),
    },
    { name: 'dense/steps', dtype: 'int32', shape: [], values: Int32Array.of(step) },
  ];
}

function checkpointAt(step: number, more: Partial<RunState> = {}): Checkpoint {
  const state: RunState = {
    version: 1,
    step,
    epochsDone: 2,
    examplesDone: 7,
    totals: { examples: 7, losses: 0.1 + 0.2, sums: [3] },
    epochSeconds: 1.5,
    seconds: 10,
    plateaus: 1,
    plateau: { best: Number.POSITIVE_INFINITY, bestEpoch: 1, waited: 1 },
    best: { ...NO_IMPROVEMENT },
    bestFile: null,
    ended: null,
    epochs: [
      {
        epoch: 1,
        trainLoss: 1 / 3,
        trainAccuracy: 0.5,
        testLoss: Number.NaN,
        testAccuracy: 0.4,
        seconds: 1,
        examplesPerSecond: 9,
      },
    ],
    points: [{ step: 1, epoch: 0.1, loss: 2.3, accuracy: 0.1, learningRate: 0.1 }],
    identity: {
      networkHash: 'abc',
      documentName: 'Netz "1", 網路',
      datasetId: 'fashion-mnist',
      trainCount: 100,
      validationCount: 0,
      testCount: 20,
      limit: null,
    },
    training: trainingSettingsSchema.parse({}),
    ...more,
  };
  return { state, tensors: tensorsAt(step) };
}

const bytesOf = async (checkpoint: Checkpoint) => Buffer.concat(await packCheckpoint(checkpoint));

describe('a checkpoint file', () => {
  it('holds everything, to the last bit, and is a safetensors file for others', async () => {
    const checkpoint = checkpointAt(12);
    const bytes = await bytesOf(checkpoint);
    expect(await unpackCheckpoint(bytes)).toEqual(checkpoint);
    const path = join(folder, 'x.safetensors');
    writeFileSync(path, bytes);
    expect(readSafetensors(path).get('dense/kernel')?.values).toEqual(checkpoint.tensors[0]?.values);
  });

  it('detects every change of a single bit, and every cut', async () => {
    const bytes = await bytesOf(checkpointAt(12));
    for (let index = 0; index < bytes.length; index += 1) {
      const damaged = Buffer.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ (1 << (index % 8));
      await expect(unpackCheckpoint(damaged), `byte ${index}`).rejects.toThrow();
    }
    for (const length of [0, 7, 8, 100, bytes.length - 1]) {
      await expect(unpackCheckpoint(bytes.subarray(0, length))).rejects.toThrow();
    }
  });
});

describe('the checkpoints of a run', () => {
  it('are two, and the weights of the best epoch with them', async () => {
    const store = await CheckpointStore.open(folder, null);
    for (const step of [5, 10, 15, 15]) {
      const bestFile = await store.writeBest(step, tensorsAt(step), 'net');
      await store.write(checkpointAt(step, { bestFile }));
    }
    expect(readdirSync(folder).sort()).toEqual([
      'best-000010.safetensors',
      'best-000015.safetensors',
      'checkpoint-0000000010.safetensors',
      'checkpoint-0000000015.safetensors',
    ]);
  });

  it('give the weights of the best epoch, once a run that was to keep them is over', async () => {
    const store = await CheckpointStore.open(folder, null);
    const bestFile = await store.writeBest(1, tensorsAt(1), 'net');
    const training = trainingSettingsSchema.parse({ earlyStopping: {} });
    const weights = async () => {
      const read = await readRunWeights(folder);
      return read.ok ? read.value.tensors : read.error;
    };
    await store.write(checkpointAt(5, { bestFile, training }));
    expect(await weights()).toEqual(tensorsAt(5));
    await store.write(checkpointAt(5, { bestFile, training, ended: 'early-stopping' }));
    expect(await weights()).toEqual(tensorsAt(1));
  });

  it('are missing in an empty folder and in none', async () => {
    expect(await readNewestCheckpoint(folder)).toMatchObject({ error: { code: 'checkpoint-missing' } });
    expect(await readNewestCheckpoint(join(folder, 'no'))).toMatchObject({
      error: { code: 'checkpoint-missing' },
    });
  });

  it('leave a sound one, old or new, whatever fails at whichever system call', async () => {
    const first = await CheckpointStore.open(folder, null);
    for (const step of [5, 10]) {
      await first.write(
        checkpointAt(step, { bestFile: await first.writeBest(step, tensorsAt(step), 'net') }),
      );
    }
    const before = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
    const { calls } = await attempt(NO_FAULT, before);
    expect(calls).toBeGreaterThanOrEqual(20);
    let schedules = 1;
    const attemptAnd = async (schedule: Schedule) => {
      await attempt(schedule, before);
      schedules += 1;
    };
    for (let at = 0; at < calls; at += 1) {
      for (const when of ['before', 'after'] as const) {
        for (const code of FAULT_CODES) {
          await attemptAnd({ faults: [{ at, when, code }], shortWrites: at % 2 === 0 ? 700 : 4_000 });
        }
      }
    }
    const schedule = severalFaults(calls, { min: 200, max: 4_000 });
    await fc.assert(fc.asyncProperty(schedule, attemptAnd), { numRuns: 800 });
    expect(schedules).toBeGreaterThanOrEqual(1_000);
  });

  /** Writes a third checkpoint, under a fault; then what a process that starts again finds, and whether it can continue. */
  async function attempt(
    fault: Schedule,
    before: ReadonlyMap<string, Uint8Array>,
  ): Promise<{ readonly calls: number }> {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (const [name, bytes] of before) writeFileSync(join(folder, name), bytes);
    const { fileSystem, calls } = createFaultyFileSystem(fault);
    const store = await CheckpointStore.open(
      folder,
      checkpointAt(10, { bestFile: 'best-000010.safetensors' }),
      { fileSystem },
    );
    const isWritten = await store
      .writeBest(15, tensorsAt(15), 'net')
      .then((bestFile) => store.write(checkpointAt(15, { bestFile })))
      .then(
        () => true,
        () => false,
      );
    const label = JSON.stringify(fault);
    const found = await readNewestCheckpoint(folder);
    if (!found.ok) throw new Error(`${label}: ${found.error.code}`);
    const { checkpoint, damage } = found.value;
    expect(damage, label).toBeNull();
    expect(isWritten ? [15] : [10, 15], label).toContain(checkpoint.state.step);
    expect(checkpoint.tensors, label).toEqual(tensorsAt(checkpoint.state.step));
    // The best weights that it names are there, whole.
    expect(readSafetensors(join(folder, checkpoint.state.bestFile ?? '')).size, label).toBe(2);
    const next = await CheckpointStore.open(folder, checkpoint);
    await next.write(checkpointAt(20, { bestFile: checkpoint.state.bestFile }));
    expect(
      readdirSync(folder).filter((name) => name.startsWith('.')),
      label,
    ).toEqual([]);
    expect(readFileSync(join(folder, 'checkpoint-0000000020.safetensors')).length).toBeGreaterThan(100);
    return { calls: calls() };
  }
});

describe('the keeper', () => {
  it('writes no weights that are no numbers over those from before', async () => {
    const run = await prepareRun({ document: smallNetwork(), datasets: DATASETS, emit: () => undefined });
    try {
      const store = await CheckpointStore.open(folder, null);
      const keeper = new CheckpointKeeper({
        run,
        store,
        emit: () => undefined,
        bestFile: null,
        resumed: null,
        requireFolder: async () => undefined,
      });
      const biasOf = (value: number): NamedTensor => ({
        name: 'dense/bias',
        dtype: 'float32',
        shape: [10],
        values: new Float32Array(10).fill(value),
      });
      await keeper.finish(checkpointAt(5).state);
      for (const broken of [Number.NaN, Number.POSITIVE_INFINITY]) {
        expect(writeState(run, [biasOf(broken)])).toBe(1);
        await keeper.finish(checkpointAt(6).state);
        expect(await readNewestCheckpoint(folder)).toMatchObject({
          value: { checkpoint: { state: { step: 5 } } },
        });
      }
      writeState(run, [biasOf(0)]);
      await keeper.finish(checkpointAt(6).state);
      expect(await readNewestCheckpoint(folder)).toMatchObject({
        value: { checkpoint: { state: { step: 6 } } },
      });
    } finally {
      closeRun(run);
    }
  });
});
