import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EpochPoint, RunEvent } from '../../contract/contract';
import { parseDocument } from '../../graph-runtime/reading/parse';
import type { Log } from '../log/log';
import { EVENTS_FILE } from './run-files';
import { RunStore } from './run-store';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };
const parsed = parseDocument({ format: 'netloom', version: 1, name: 'N', nodes: [], edges: [] });
if (!parsed.ok) throw new Error('no document');
const { document } = parsed;
const beginning = {
  document,
  datasetHash: 'abc',
  appVersion: '1',
  sweepId: null,
  label: { changes: [], number: 1 },
};

let directory = '';
let changes = 0;
const open = (now = () => 1_000) => new RunStore({ directory, log, now, onChange: () => (changes += 1) });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-runs-'));
  changes = 0;
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const compiled = (resumedAtStep?: number): RunEvent => ({
  type: 'compiled',
  device: { kind: 'cpu', name: 'C' },
  engine: 'E',
  trainableParameters: 7,
  stepsPerEpoch: 10,
  epochs: 3,
  trainCount: 100,
  testCount: 10,
  secondsToFirstStep: 1,
  ...(resumedAtStep !== undefined && { resumedAtStep }),
});
const step = (number: number): RunEvent => ({
  type: 'step',
  points: [{ step: number, epoch: number / 10, loss: 1 / number, accuracy: 0.5 }],
  examplesPerSecond: 1,
  secondsLeft: 1,
});
const epoch = (number: number, testAccuracy: number): RunEvent => {
  const point: EpochPoint = {
    epoch: number,
    trainLoss: 1,
    trainAccuracy: 0.5,
    testLoss: 1,
    testAccuracy,
    seconds: 2,
    examplesPerSecond: 50,
  };
  return { type: 'epoch', point };
};

/** A run with the given events, on the disk. */
async function keep(store: RunStore, runId: string, events: readonly RunEvent[]): Promise<void> {
  await store.begin({ runId, ...beginning });
  for (const event of events) store.record(runId, event);
  await store.flush();
}

describe('RunStore', () => {
  const whole = [
    compiled(),
    step(5),
    epoch(1, 0.7),
    step(15),
    epoch(2, 0.6),
    { type: 'done', seconds: 9 },
  ] as const;

  it('keeps what a run was beyond the end of the app', async () => {
    await keep(open(), 'run-a-1', whole);
    const again = open();
    const [summary] = await again.list();
    expect(summary).toMatchObject({
      runId: 'run-a-1',
      phase: 'done',
      epochsDone: 2,
      bestTestAccuracy: 0.7,
      last: { testAccuracy: 0.6 },
      seconds: 9,
      trainableParameters: 7,
      datasetHash: 'abc',
      isResumable: false,
    });
    const details = await again.get('run-a-1');
    if (!details.ok) throw new Error(details.error.code);
    expect(details.value.document).toEqual(document);
    expect(details.value.points.map((point) => point.step)).toEqual([5, 15]);
    expect(details.value.epochs.map((point) => point.testAccuracy)).toEqual([0.7, 0.6]);
  });

  it('calls a run interrupted that was in progress when the app went away, and resumable', async () => {
    const first = open();
    await keep(first, 'run-a-1', [compiled(), step(5)]);
    await keep(first, 'run-b-2', [compiled(), step(5)]);
    await writeFile(join(directory, 'run-b-2', 'checkpoint-0000000005.safetensors'), '');
    const byId = Object.fromEntries((await open().list()).map((summary) => [summary.runId, summary]));
    expect(byId['run-a-1']).toMatchObject({ phase: 'interrupted', isResumable: true, hasWeights: false });
    expect(byId['run-b-2']).toMatchObject({ phase: 'interrupted', isResumable: true, hasWeights: true });
    expect(byId['run-b-2']?.failure?.code).toBe('run-interrupted');
  });

  it('offers a run that the end of the app has left behind, until it is resumed or dismissed', async () => {
    const first = open();
    await keep(first, 'run-a-1', [compiled(), step(5)]);
    await keep(first, 'run-b-2', [compiled(), step(5), { type: 'paused', step: 5 }]);
    await keep(first, 'run-c-3', [compiled(), step(5)]);
    first.markWaiting('run-c-3');
    first.record('run-c-3', { type: 'stopped', step: 5 });
    await keep(first, 'run-d-4', [compiled(), step(5), { type: 'stopped', step: 5 }]);
    const waitingIn = async (store: RunStore) =>
      Object.fromEntries((await store.list()).map(({ runId, waiting }) => [runId, waiting]));
    await first.flush();
    const again = open();
    expect(await waitingIn(again)).toEqual({
      'run-a-1': 'interrupted',
      'run-b-2': 'paused',
      'run-c-3': 'paused',
      'run-d-4': null,
    });
    await again.update('run-a-1', { waiting: null });
    again.resume('run-c-3', document, 'checkpoint');
    again.record('run-c-3', compiled(5));
    again.record('run-c-3', { type: 'stopped', step: 7 });
    await again.flush();
    expect(await waitingIn(open())).toEqual({
      'run-a-1': null,
      'run-b-2': 'paused',
      'run-c-3': null,
      'run-d-4': null,
    });
  });

  it('drops what was reported after the checkpoint at which a run continued', async () => {
    const store = open();
    await keep(store, 'run-a-1', [compiled(), step(9), epoch(1, 0.5), step(14), step(19)]);
    for (const event of [compiled(14), step(17), step(20), epoch(2, 0.8)]) store.record('run-a-1', event);
    const details = await store.get('run-a-1');
    if (!details.ok) throw new Error(details.error.code);
    expect(details.value.points.map((point) => point.step)).toEqual([9, 14, 17, 20]);
    expect(details.value.epochs.map((point) => point.epoch)).toEqual([1, 2]);
  });

  it('reads past a line that a crash cut off, and past a record it did not write', async () => {
    await keep(open(), 'run-a-1', whole);
    await appendFile(join(directory, 'run-a-1', EVENTS_FILE), '{"type":"step","poi');
    await keep(open(), 'run-b-2', whole);
    await writeFile(join(directory, 'run-b-2', 'record.json'), 'nonsense');
    const again = open();
    expect((await again.list()).map(({ runId }) => runId)).toEqual(['run-a-1']);
    const details = await again.get('run-a-1');
    expect(details.ok && details.value.points.length).toBe(2);
  });

  it('keeps name, star and notes; deletes with undo until the next start', async () => {
    const store = open();
    await keep(store, 'run-a-1', whole);
    await keep(store, 'run-b-2', whole);
    await store.update('run-a-1', { name: 'best', isStarred: true, notes: 'n' });
    await store.setDeleted('run-b-2', true);
    expect((await store.list()).map(({ name }) => name)).toEqual(['best']);
    await store.setDeleted('run-b-2', false);
    expect(await store.list()).toHaveLength(2);
    await store.setDeleted('run-b-2', true);
    const again = open();
    expect(await again.list()).toMatchObject([{ name: 'best', isStarred: true, notes: 'n' }]);
    await expect(readFile(join(directory, 'run-b-2', 'record.json'))).rejects.toThrow();
  });

  it('does not delete a run in progress, and knows no other runs', async () => {
    const store = open();
    await keep(store, 'run-a-1', [compiled()]);
    expect(await store.setDeleted('run-a-1', true)).toMatchObject({ error: { code: 'run-in-progress' } });
    expect(await store.get('../run-a-1')).toMatchObject({ error: { code: 'run-unknown' } });
    expect(await store.newestCheckpoint('run-z-9')).toBeNull();
  });

  it('reports when the list is another one, but not for every step', async () => {
    const store = open();
    await keep(store, 'run-a-1', [compiled()]);
    const before = changes;
    for (let number = 1; number <= 50; number += 1) store.record('run-a-1', step(number));
    expect(changes).toBe(before);
    store.record('run-a-1', epoch(1, 0.5));
    expect(changes).toBe(before + 1);
    await store.flush();
  });
});
