import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { Log } from '../log/log';
import { type NodesInRow, networkOf } from '../trainer/testing/build-document';
import { type Ask, withNetwork } from '../trainer/testing/ask-network';
import { DATASETS, quickAdam, runTraining } from '../trainer/testing/run-training';
import { prepareColumns } from '../trainer/testing/target-data';
import { unpackPackage } from '../packages/unpack';
import { RunPackages } from './run-packages';
import { RunStore } from './run-store';

/* What the picture of results in a package is called, where a run has several outputs or one of several labels. */

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };
let root: string;
let dataset: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'netloom-packaged-'));
  dataset = await prepareColumns(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const brightness: NodesInRow = [
  { id: 'flatten', type: 'flatten' },
  { id: 'value', type: 'dense', parameters: { units: 1 } },
];
const both: NodesInRow = [
  ...brightness,
  { id: 'bright', type: 'output', parameters: { label: 'brightness' } },
  { id: 'scores', type: 'dense', parameters: { units: 10 }, from: ['flatten'] },
];

/** Trains a network, packs its run as a window does, and answers the picture of its results. */
async function packedPicture(nodes: NodesInRow, label: string): Promise<string> {
  const settings = { epochs: 1, seed: 5, optimizer: quickAdam };
  const document: NetloomDocument = {
    ...networkOf(nodes, settings, { label }),
    ...{ name: 'Garments', dataset: { id: dataset } },
  };
  const datasets = { ...DATASETS, user: root };
  const store = new RunStore({ directory: mkdtempSync(join(root, 'runs-')), log, onChange: silent });
  const run = { runId: 'run-a-1', label: { changes: [], number: 1 } };
  await store.begin({ ...run, document, datasetHash: 'abc', appVersion: '1', sweepId: null });
  const directory = store.folderOf(run.runId);
  const { events } = await runTraining(document, { datasets, runDirectory: directory });
  for (const event of events) store.record(run.runId, event);
  const packages = new RunPackages({
    ...{ store, datasets, appVersion: '1', supervisor: { nextId: () => 'run-b-1' } },
    service: {
      inspect: (_runId, question) =>
        new Promise((resolve, reject) => {
          const weights = { type: 'run', directory } as const;
          const answer = async (ask: Ask) => resolve(await ask(question));
          withNetwork(answer, document, datasets, weights).catch(reject);
        }),
    },
  });
  const path = join(root, `${label}.netloom`);
  const request = { document, runs: [{ runId: run.runId, name: 'First' }], notes: '' };
  const saved = await packages.save({ ...request, hasWeights: true, hasResults: true }, async () => path);
  expect(saved).toEqual({ ok: true, value: { filePath: path } });
  const unpacked = await unpackPackage(path, mkdtempSync(join(root, 'unpacked-')));
  return readFile(join(unpacked.runs[0]?.folder ?? '', 'results.svg'), 'utf8');
}

it('says which of several outputs it shows, and by which label', async () => {
  expect(await packedPicture(both, 'garment')).toContain('First, output bright (label brightness)');
});
it('says which of several labels the only output has learned', async () => {
  expect(await packedPicture(brightness, 'brightness')).toContain('First, label brightness');
});
