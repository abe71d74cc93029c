import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { parseDocument } from '../../graph-runtime/reading/parse';
import type { Log } from '../log/log';
import { RunPackages } from './run-packages';
import { RunStore } from './run-store';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };
const parsed = parseDocument({ format: 'netloom', version: 1, name: 'N', nodes: [], edges: [] });
if (!parsed.ok) throw new Error('no document');
const { document } = parsed;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-run-packages-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The packages of one computer. */
function computer(name: string) {
  const directory = join(folder, name);
  const store = new RunStore({ directory, log, onChange: silent });
  const packages = new RunPackages({
    store,
    service: { inspect: async () => failed(failure('run-without-weights')) },
    supervisor: { nextId: (last = 0) => `run-${name}-${last + 1}` },
    datasets: { shipped: join(folder, 'none'), user: join(folder, 'none') },
    appVersion: '1',
    now: () => 77,
  });
  return { store, packages, directory };
}

describe('RunPackages', () => {
  it('takes runs to another computer, once', async () => {
    const mine = computer('mine');
    const beginning = { document, datasetHash: 'abc', appVersion: '1', sweepId: null };
    await mine.store.begin({ runId: 'run-a-1', ...beginning, label: { changes: [], number: 1 } });
    mine.store.record('run-a-1', { type: 'stopped', step: 0 });
    await mine.store.update('run-a-1', { name: 'Best', notes: 'Wait for it.', isStarred: true });
    const path = join(folder, 'p.netloom');
    const request = { document, runs: [{ runId: 'run-a-1', name: 'Best' }], notes: 'Hello' };
    const saved = await mine.packages.save(
      { ...request, hasWeights: true, hasResults: true },
      async () => path,
    );
    expect(saved).toEqual({ ok: true, value: { filePath: path } });

    const theirs = computer('theirs');
    const taken = await theirs.packages.open(path);
    if (!taken.ok) throw new Error(taken.error.code);
    expect(taken.value.opened).toEqual({
      ...{ fileName: 'p.netloom', notes: 'Hello', known: 0, problems: [], runIds: ['run-theirs-1'] },
    });
    expect(await readFile(taken.value.document, 'utf8')).toContain('"netloom"');
    await taken.value.done();
    expect(await readdir(theirs.directory)).toEqual(['run-theirs-1']);
    // As the app finds it at its next start.
    const [run] = await computer('theirs').store.list();
    expect(run).toMatchObject({
      ...{ runId: 'run-theirs-1', name: 'Best', notes: 'Wait for it.', isStarred: true, phase: 'stopped' },
      imported: { from: 'p.netloom', at: 77 },
    });
    const again = await theirs.packages.open(path);
    expect(again).toMatchObject({ ok: true, value: { opened: { runIds: [], known: 1 } } });
    const home = await mine.packages.open(path);
    expect(home).toMatchObject({ ok: true, value: { opened: { runIds: [], known: 1 } } });
  });

  it('leaves nothing behind of what it refuses', async () => {
    const { packages, directory, store } = computer('one');
    const path = join(folder, 'bad.netloom');
    await writeFile(path, 'PK\u0003\u0004 no more');
    expect(await packages.open(path)).toMatchObject({ ok: false, error: { code: 'package-damaged' } });
    expect(await readdir(directory)).toEqual([]);
    await store.makeIncoming();
    await computer('one').store.list();
    expect(await readdir(directory)).toEqual([]);
  });

  it('packs no run that is still in progress', async () => {
    const { packages, store } = computer('one');
    const label = { changes: [], number: 1 };
    await store.begin({ runId: 'run-a-1', document, datasetHash: '', appVersion: '1', sweepId: null, label });
    const runs = [{ runId: 'run-a-1', name: 'It' }];
    const request = { document, runs, notes: '', hasWeights: true, hasResults: false };
    const reply = await packages.save(request, async () => join(folder, 'p.netloom'));
    expect(reply).toMatchObject({ ok: false, error: { code: 'run-in-progress' } });
  });
});
