import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

/** Kills at random moments of an import, each in its own process. */
const KILLS = 3;
/** From the first file to a little after the last on a fast machine; a slow one is killed earlier in its work. */
const MILLISECONDS = 600;

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

interface Watched {
  /** Its process has been started. */
  readonly onStart?: (pid: number) => void;
  /** It has begun to read: it is in the middle. */
  readonly onBegin?: (pid: number, job: RunningJob) => void;
}

/** An import from the start of its process to its end. */
async function runImport(name: string, { onStart, onBegin }: Watched = {}): Promise<DataJobState> {
  let pid = 0;
  let hasBegun = false;
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
      if (hasEnded(state) || hasBegun) return;
      hasBegun = true;
      onBegin?.(pid, job);
    },
  });
  onStart?.(pid);
  await job.ended;
  return last;
}

/** Ends a process where it is. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was done before: as good an outcome as any.
  }
}

const leftovers = () =>
  (existsSync(root) ? readdirSync(root) : []).filter((name) => name.startsWith('.importing'));

async function catalog(): Promise<readonly string[]> {
  const { datasets, damaged } = await listDatasets({ shipped: join(home, 'none'), user: root });
  expect(damaged).toEqual([]);
  return datasets.map(({ name }) => name).sort();
}

it('leaves the old catalog when it is killed at any moment', async () => {
  expect((await runImport('old')).type).toBe('imported');
  const killedAtStart = await runImport('at the start', { onStart: kill });
  expect(killedAtStart).toMatchObject({ type: 'failed', failure: { code: 'import-died' } });
  let expected: readonly string[] = ['old'];
  for (let number = 0; number < KILLS; number += 1) {
    const name = `new ${number}`;
    const delay = (randomNumber(3, 0, number) / 2 ** 32) * MILLISECONDS;
    const state = await runImport(name, { onBegin: (pid) => setTimeout(() => kill(pid), delay) });
    if (state.type === 'failed') expect(state.failure.code).toBe('import-died');
    else expect(state.type).toBe('imported');
    const names = await catalog();
    // Published as a whole before the kill came, or not at all.
    const published = [...expected, name].sort();
    expect(state.type === 'imported' ? [published] : [expected, published]).toContainEqual(names);
    expect(leftovers()).toEqual([]);
    expected = names;
  }
  expect((await runImport('last')).type).toBe('imported');
  expect(await catalog()).toEqual([...expected, 'last'].sort());
});

it('leaves nothing behind when it is canceled', async () => {
  // Before it has begun, and in the middle, where it may have been published just before.
  const unbegun = new RunningJob({
    ...{
      start: importProcess(__dirname),
      root,
      onState: (state) => expect(state).toEqual({ type: 'canceled' }),
    },
    command: { type: 'import', path: source, root, choices },
  });
  unbegun.cancel();
  await unbegun.ended;
  expect(await catalog()).toEqual([]);
  const { type } = await runImport('canceled', { onBegin: (_pid, job) => job.cancel() });
  expect(await catalog()).toEqual(type === 'canceled' ? [] : ['canceled']);
  expect(leftovers()).toEqual([]);
});

it('runs one import after the other, and reads no path that nobody chose', async () => {
  const seen: DataJob[] = [];
  let wake: () => void = () => undefined;
  const jobs = new DataJobs({
    ...{ start: importProcess(__dirname), roots: { shipped: join(root, 'shipped'), user: root } },
    onChange: (job) => {
      seen.push(job);
      wake();
    },
  });
  const ask = (name: string) => jobs.import({ path: source, choices: { ...choices, name } });
  const started = async (name: string) => {
    const reply = await ask(name);
    return reply.ok ? reply.value.jobId : '';
  };
  expect(await ask('first')).toMatchObject({ ok: false, error: { code: 'data-not-granted' } });
  jobs.grant(source);
  const [first, second, third] = [await started('first'), await started('second'), await started('third')];
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
