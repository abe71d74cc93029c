import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DataJob, type DataJobState, hasEnded, type ImportChoices } from '../../../contract/contract';
import { listDatasets } from '../dataset-catalog';
import { randomNumber } from '../random-number';
import { RunningJob, type StartJobProcess } from './data-job';
import { DataJobs } from './data-jobs';
import { importProcess } from './start-import-process';
import { classTree, writeTree } from './testing/image-trees';

/** Kills at random moments of an import, each in a process of its own. */
const KILLS = 8;

let home: string;
let source: string;
let root: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-import-kills-'));
  source = join(home, 'source');
  root = join(home, 'datasets');
  writeTree(source, classTree({ a: 150, b: 150 }));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const choices: ImportChoices = {
  name: 'kills',
  answers: {},
  image: { height: 64, width: 64, channels: 3, fit: 'squash', background: [255, 255, 255] },
  split: { rule: 'seeded', validation: 0.1, test: 0.2, seed: 1 },
  duplicates: 'keep',
};

/** An import; `onProcess` gets its process's id, `onState` its states. */
async function runImport(
  name: string,
  onState: (state: DataJobState, pid: number, job: RunningJob) => void = () => undefined,
): Promise<DataJobState> {
  let pid = 0;
  let last: DataJobState = { type: 'canceled' };
  const start: StartJobProcess = () => {
    const child = importProcess(__dirname)();
    pid = child.pid ?? 0;
    return child;
  };
  const command = { type: 'import' as const, path: source, root, choices: { ...choices, name } };
  const job: RunningJob = new RunningJob({
    ...{ start, command, root },
    onState: (state) => {
      last = state;
      if (!hasEnded(state)) onState(state, pid, job);
    },
  });
  await job.ended;
  return last;
}

async function catalog(): Promise<readonly string[]> {
  const { datasets, damaged } = await listDatasets({ shipped: join(home, 'none'), user: root });
  expect(damaged).toEqual([]);
  return datasets.map(({ name }) => name).sort();
}

it('leaves the old catalog when it is killed at any moment', async () => {
  expect((await runImport('old')).type).toBe('imported');
  const before = await catalog();
  const outcomes: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    let isArmed = false;
    const state = await runImport('new', (_state, pid) => {
      if (isArmed) return;
      isArmed = true;
      setTimeout(
        () => {
          try {
            process.kill(pid, 'SIGKILL');
          } catch {
            // It was done before: as good an outcome as any.
          }
        },
        (randomNumber(3, 0, kill) / 2 ** 32) * 600,
      );
    });
    outcomes.push(state.type);
    if (state.type === 'failed') expect(state.failure.code).toBe('import-died');
    const names = await catalog();
    // Published as a whole before the kill came, or not at all.
    expect([before, [...before, 'new'].sort()]).toContainEqual(names);
    expect(readdirSync(root).filter((name) => name.startsWith('.importing'))).toEqual([]);
  }
  expect(outcomes).toContain('failed');
  const last = await runImport('new');
  expect(last.type).toBe('imported');
  expect(await catalog()).toEqual(['new', 'old']);
});

it('leaves nothing behind when it is canceled', async () => {
  const state = await runImport('canceled', (_state, _pid, job) => job.cancel());
  expect(state).toEqual({ type: 'canceled' });
  expect(await catalog()).toEqual([]);
  expect(readdirSync(root).filter((name) => name.startsWith('.importing'))).toEqual([]);
});

it('runs one import after the other, and reads no path that nobody chose', async () => {
  const seen: DataJob[] = [];
  let wake: () => void = () => undefined;
  const jobs = new DataJobs({
    ...{ start: importProcess(__dirname), root },
    onChange: (job) => {
      seen.push(job);
      wake();
    },
  });
  const ask = (name: string) => jobs.import({ path: source, choices: { ...choices, name } });
  expect(await ask('first')).toMatchObject({ ok: false, error: { code: 'data-not-granted' } });
  jobs.grant(source);
  const started = await Promise.all(['first', 'second', 'third'].map(ask));
  const [first = '', second = '', third = ''] = started.map((reply) => (reply.ok ? reply.value.jobId : ''));
  expect(jobs.isImporting).toBe(true);
  expect(jobs.list().find(({ jobId }) => jobId === third)?.state).toEqual({ type: 'waiting', ahead: 2 });
  jobs.cancel(second);
  while (jobs.isImporting) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  const statesOf = (id: string) => seen.filter(({ jobId }) => jobId === id).map(({ state }) => state.type);
  expect(statesOf(first).at(-1)).toBe('imported');
  expect(statesOf(second).at(-1)).toBe('canceled');
  expect(statesOf(third).at(-1)).toBe('imported');
  const firstWork = seen.findIndex(({ jobId, state }) => jobId === third && state.type === 'importing');
  const firstEnd = seen.findIndex(({ jobId, state }) => jobId === first && state.type === 'imported');
  expect(firstWork === -1 || firstWork > firstEnd).toBe(true);
  await jobs.end();
});
