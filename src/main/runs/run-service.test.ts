import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Inspection,
  type RunDetails,
  type RunEvent,
  type RunPhase,
  type RunSummary,
  runNumber,
  type SweepSummary,
} from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { describeRun } from '../../graph-runtime/messages/describe-run';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { dataFolder } from '../files/data-folder';
import { findResourceRoot } from '../files/resource-root';
import type { Log } from '../log/log';
import { FolderLock } from '../trainer/run-folder/folder-lock';
import { ImportedWeightFiles } from './imported-weights';
import { MeasuredSpeeds } from './measured-speeds';
import { RunService } from './run-service';
import { RunStore } from './run-store';
import { RunSupervisor } from './run-supervisor';
import { SweepQueue, type SweepRunner } from './sweep-queue';
import { FIRST_IMAGES, provideFirstImages } from './testing/first-images';
import { placesOf, remoteRunsOf } from './testing/remote-runs';
import { startTrainerFromSources } from './testing/start-trainer';
import type { TrainerProcess } from './trainer-process';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };
const root = findResourceRoot(__dirname);
const parsed = parseDocument(readFileSync(join(root, 'presets', 'lenet.json'), 'utf8'));
if (!parsed.ok) throw new Error('lenet.json is no network');

const firstImages = provideFirstImages();
let original: NetloomDocument;
/** Eighty steps an epoch, so that a run can be paused and killed in the middle of it. */
let lenet: NetloomDocument;
beforeAll(() => {
  original = { ...parsed.document, dataset: { id: firstImages() } };
  lenet = {
    ...original,
    training: { ...original.training, epochs: 2, batchSize: 50, trainingShare: 0.25 },
  };
});

/** Main's side of runs, with real trainer processes, as long as the app runs. */
class App {
  readonly store: RunStore;
  readonly supervisor: RunSupervisor;
  readonly service: RunService;
  readonly sweeps: SweepQueue;
  readonly processes: TrainerProcess[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(directory: string) {
    this.store = new RunStore({ directory: join(directory, 'runs'), log, onChange: silent });
    this.sweeps = new SweepQueue({ file: join(directory, 'sweeps.json'), log, onChange: () => this.#emit() });
    this.supervisor = new RunSupervisor({
      startTrainer: () => {
        const process = startTrainerFromSources();
        this.processes.push(process);
        return process;
      },
      log,
      speeds: new MeasuredSpeeds({ file: join(directory, 'speeds.json'), log }),
      availableMemory: () => 0,
      onEvent: (runId, event) => this.#receive(runId, event),
    });
    const datasets = { shipped: join(root, 'resources', 'datasets'), user: dataFolder('datasets') };
    this.service = new RunService({
      places: placesOf(remoteRunsOf(this.store, datasets), datasets),
      supervisor: this.supervisor,
      store: this.store,
      weights: new ImportedWeightFiles(join(directory, 'weights')),
      datasets,
      appVersion: 'test',
      preset: (name) => Promise.resolve(name === original.name ? original : null),
    });
  }

  async start(document: NetloomDocument, sweepId?: string): Promise<string> {
    const options = sweepId === undefined ? {} : { sweepId };
    const reply = await this.service.start(document, options, (start) => start());
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value.runId;
  }

  phase(wanted: RunPhase): Promise<void> {
    return this.until(() => this.supervisor.current()?.status.phase === wanted);
  }

  async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await isSo())) {
      await new Promise<void>((resolve) => {
        const listener = () => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  async details(runId: string): Promise<RunDetails> {
    const reply = await this.store.get(runId);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value;
  }

  async ask<T extends Inspection['type']>(runId: string, inspection: Extract<Inspection, { type: T }>) {
    const reply = await this.service.inspect(runId, inspection);
    if (!reply.ok) throw new Error(reply.error.code);
    return reply.value;
  }

  async close(): Promise<void> {
    this.sweeps.hold();
    await this.supervisor.shutDown(20_000);
    await this.store.flush();
    await this.sweeps.flush();
  }

  #receive(runId: string, event: RunEvent): void {
    this.store.record(runId, event);
    const phase = this.supervisor.current()?.status.phase;
    if (phase !== undefined) this.sweeps.onRunPhase(runId, phase);
    if (!this.supervisor.isActive) void this.sweeps.next();
    this.#emit();
  }

  #emit(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

let directory = '';
let apps: App[] = [];
const open = () => {
  const app = new App(directory);
  apps.push(app);
  return app;
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-run-service-'));
});
afterEach(async () => {
  await Promise.all(apps.map((app) => app.close()));
  apps = [];
  await rm(directory, { recursive: true, force: true });
});

const hasTrained = ({ supervisor }: App) => (supervisor.current()?.status.lastStep ?? 0) > 0;

/** A run's numbers, without its times. */
const curve = ({ epochs }: RunDetails) =>
  epochs.map(({ epoch, trainLoss, trainAccuracy, testLoss, testAccuracy }) => [
    epoch,
    trainLoss,
    trainAccuracy,
    testLoss,
    testAccuracy,
  ]);

describe('RunService', () => {
  it('pauses a run, survives the end of the app, and resumes it to the numbers of one that never stopped', async () => {
    const first = open();
    const runId = await first.start(lenet);
    await first.until(() => hasTrained(first));
    expect(first.supervisor.pause(runId).ok).toBe(true);
    expect(first.supervisor.current()?.status.phase).toBe('pausing');
    await first.phase('paused');
    await first.close();

    const second = open();
    expect(await second.store.list()).toMatchObject([{ runId, phase: 'stopped', isResumable: true }]);
    const resumed = await second.service.resume(runId, {}, (start) => start());
    expect(resumed).toEqual({ ok: true, value: { runId } });
    await second.phase('done');
    const kept = await second.details(runId);
    const steps = kept.points.map(({ step }) => step);
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    expect(new Set(steps).size).toBe(steps.length);

    await second.start(lenet);
    await second.phase('done');
    const [{ runId: whole = '' } = {}] = await second.store.list();
    expect(whole).not.toBe(runId);
    expect(curve(kept)).toEqual(curve(await second.details(whole)));
  });

  it('continues a paused run, asks it meanwhile, and asks it again when it has ended', async () => {
    const app = open();
    const runId = await app.start({ ...lenet, training: { ...lenet.training, epochs: 1 } });
    app.supervisor.pause(runId);
    await app.phase('paused');
    const during = await app.ask(runId, { type: 'evaluation' });
    expect(during).toMatchObject({ count: FIRST_IMAGES.test });
    expect(app.supervisor.continue(runId).ok).toBe(true);
    await app.phase('done');
    const { summary, epochs } = await app.details(runId);
    const after = await app.ask(runId, { type: 'evaluation' });
    if (!('accuracy' in after)) throw new Error('no evaluation');
    expect(after.accuracy).toBe(summary.last?.testAccuracy);
    expect(epochs).toHaveLength(1);
    const diagonal = after.confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    expect(diagonal / FIRST_IMAGES.test).toBeCloseTo(after.accuracy, 10);
  });

  it('answers from the checkpoint where the run ends before it has answered', async () => {
    const app = open();
    const runId = await app.start({ ...lenet, training: { ...lenet.training, epochs: 1 } });
    await app.until(() => hasTrained(app));
    app.supervisor.pause(runId);
    await app.phase('paused');
    const answer = app.ask(runId, { type: 'weight', name: 'conv1/kernel' });
    // The question has to be on its way to the process.
    await app.service.inspect('run-none-1', { type: 'evaluation' });
    app.processes[app.processes.length - 1]?.kill();
    expect(await answer).toMatchObject({ shape: [5, 5, 1, 6] });
  });

  it('starts from the weights of a saved run, and says when there are none', async () => {
    const app = open();
    const source = await app.start(lenet);
    await app.phase('done');
    const before = await app.details(source);
    const reply = await app.service.start(lenet, { initialWeightsFrom: source }, (start) => start());
    if (!reply.ok) throw new Error(reply.error.code);
    await app.phase('done');
    const after = await app.details(reply.value.runId);
    expect(after.epochs[0]?.trainLoss).toBeLessThan(before.epochs[0]?.trainLoss ?? 0);
    const none = await app.service.start(lenet, { initialWeightsFrom: 'run-none-1' }, (start) => start());
    expect(none).toMatchObject({ ok: false, error: { code: 'run-without-weights' } });
    // The numbers of runs, from which their colors follow, and of runs with equal changes continue after a restart.
    await app.close();
    const again = open();
    const stopped = await again.start(lenet);
    again.supervisor.stop(stopped);
    const runs = await again.store.list();
    const changes = [
      { kind: 'setting', path: 'epochs', value: 2 },
      { kind: 'setting', path: 'batchSize', value: 50 },
      { kind: 'setting', path: 'trainingShare', value: 0.25 },
    ];
    expect(runs.map(({ label }) => label)).toEqual([3, 2, 1].map((number) => ({ changes, number })));
    expect(runs.map(({ runId }) => runNumber(runId))).toEqual([3, 2, 1]);
  });
});

describe('a resume that is refused', () => {
  it('leaves the run as it was: its record, its settings, its files', async () => {
    const app = open();
    const runId = await app.start({ ...lenet, training: { ...lenet.training, epochs: 1 } });
    await app.phase('done');
    await app.store.flush();
    const before = await app.details(runId);
    const folder = app.store.folderOf(runId);
    const files = async () => (await readdir(folder)).filter((name) => name !== 'events.jsonl').sort();
    const [names, document] = [await files(), await readFile(join(folder, 'document.json'), 'utf8')];

    // Another process has the run: a second app, or the command line.
    const lock = await FolderLock.acquire(folder);
    if (!lock.ok) throw new Error(lock.error.code);
    const failures: unknown[] = [];
    const resume = async () => {
      const reply = await app.service.resume(runId, { epochs: 3 }, (start) => start());
      expect(reply.ok).toBe(true);
      await app.until(() => !app.supervisor.isActive);
      failures.push(app.supervisor.current()?.status.failure);
    };
    await resume();
    expect(failures).toMatchObject([{ code: 'run-folder-locked', values: { pid: expect.any(Number) } }]);
    await lock.value.lock.release();

    // Its network was changed behind the app's back.
    await writeFile(join(folder, 'document.json'), document.replace('"units": 84', '"units": 85'));
    await resume();
    expect(failures[1]).toMatchObject({ code: 'checkpoint-of-another-network' });
    await writeFile(join(folder, 'document.json'), document);

    await app.store.flush();
    expect((await app.details(runId)).summary).toEqual(before.summary);
    expect(await files()).toEqual(names);
    expect(await readFile(join(folder, 'document.json'), 'utf8')).toBe(document);
    const reply = await app.service.resume(runId, { epochs: 2 }, (start) => start());
    expect(reply.ok).toBe(true);
    await app.phase('done');
    const { summary } = await app.details(runId);
    expect(summary).toMatchObject({ epochsDone: 2, settings: { epochs: 2 } });
    const epochsInName = ({ label }: RunSummary) =>
      label?.changes.filter((change) => change.kind === 'setting' && change.path === 'epochs');
    expect(epochsInName(before.summary)).toMatchObject([{ value: 1 }]);
    expect(epochsInName(summary)).toMatchObject([{ value: 2 }]);
  });

  it('does not lose a run whose network’s file is damaged', async () => {
    const app = open();
    const runId = await app.start({ ...lenet, training: { ...lenet.training, epochs: 1 } });
    await app.phase('done');
    await writeFile(join(app.store.folderOf(runId), 'document.json'), '{');
    const reply = await app.service.resume(runId, { epochs: 2 }, (start) => start());
    expect(reply.ok).toBe(true);
    await app.phase('done');
    expect(app.supervisor.current()?.status.warnings).toMatchObject([{ code: 'run-document-restored' }]);
    expect((await app.details(runId)).summary.epochsDone).toBe(2);
  });
});

describe('a run that was killed before its first checkpoint', () => {
  it('is resumed from its beginning, with the weights it began with, to the numbers of one that never stopped', async () => {
    const app = open();
    const source = await app.start({ ...lenet, training: { ...lenet.training, epochs: 1 } });
    await app.phase('done');
    const start = async () => {
      const reply = await app.service.start(lenet, { initialWeightsFrom: source }, (begin) => begin());
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value.runId;
    };
    const whole = await start();
    await app.phase('done');

    const runId = await start();
    await app.until(() => hasTrained(app));
    app.processes[app.processes.length - 1]?.kill();
    await app.phase('interrupted');
    expect((await app.details(runId)).summary).toMatchObject({ isResumable: true, hasWeights: false });
    // How the other run continued does not matter.
    await app.store.setDeleted(source, true);
    await app.close();

    const later = open();
    const resumed = await later.service.resume(runId, {}, (begin) => begin());
    expect(resumed).toEqual({ ok: true, value: { runId } });
    await later.phase('done');
    const kept = await later.details(runId);
    expect(curve(kept)).toEqual(curve(await later.details(whole)));
    const steps = kept.points.map(({ step }) => step);
    expect(new Set(steps).size).toBe(steps.length);
  });
});

const runnerOf = ({ service }: App): SweepRunner => ({
  start: (document, sweepId, trial) => service.start(document, { sweepId, trial }, (begin) => begin()),
  resume: (runId) => service.resume(runId, {}, (begin) => begin()),
});

describe('SweepQueue', () => {
  it('continues with a sweep in the middle of which the app has ended: the trial that was interrupted gives what a single run gives', async () => {
    const first = open();
    const once = { ...lenet, training: { ...lenet.training, epochs: 1 } };
    const rates = [0.1, 0.5, 0.9];
    const axes = [{ parameter: 'learningRate', values: rates }];
    const request = { document: once, name: 'rates', method: { type: 'grid' as const }, axes };
    const reply = first.sweeps.start(request, runnerOf(first));
    expect(reply.ok).toBe(true);
    const sweep = async (of: App): Promise<SweepSummary | undefined> => (await of.sweeps.list())[0];
    await first.until(async () => (await sweep(first))?.trials[1]?.phase === 'training');
    await first.close();

    const app = open();
    const interrupted = await sweep(app);
    expect(interrupted?.phase).toBe('interrupted');
    expect(interrupted?.trials.map(({ phase }) => phase)).toEqual(['done', 'interrupted', 'queued']);
    expect(app.sweeps.resume(interrupted?.sweepId ?? '', runnerOf(app)).ok).toBe(true);
    await app.until(async () => (await sweep(app))?.phase === 'done');
    const trials = (await sweep(app))?.trials ?? [];
    expect(trials.map(({ values, phase }) => [values, phase])).toEqual(rates.map((rate) => [[rate], 'done']));
    const names = (await app.store.list()).flatMap(({ label }) =>
      label === null ? [] : [describeRun('N', label, 'en')],
    );
    expect(names.sort()).toEqual(rates.map((rate) => expect.stringContaining(`learning rate ${rate}`)));
    expect(new Set(names).size).toBe(3);
    // The one that was interrupted; all three are compared in the window (`e2e/sweeps.spec.ts`).
    const [
      ,
      {
        runId,
        values: [learningRate = 0],
      } = { runId: null, values: [] },
    ] = trials;
    const optimizer = { ...once.training.optimizer, learningRate: Number(learningRate) };
    const single = await app.start({ ...once, training: { ...once.training, optimizer } });
    await app.phase('done');
    expect(curve(await app.details(runId ?? ''))).toEqual(curve(await app.details(single)));
  });

  it('refuses a parameter that does not exist', () => {
    const app = open();
    const axes = [{ parameter: 'nothing.here', values: [1] }];
    const request = { document: lenet, name: 'x', method: { type: 'grid' as const }, axes };
    const refused = app.sweeps.start(request, runnerOf(app));
    expect(refused).toMatchObject({ ok: false, error: { code: 'sweep-parameter-unknown' } });
  });
});
