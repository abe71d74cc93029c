import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../contract/contract';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { type ZipPart, zipOf } from '../data/file-tree/testing/write-zip';
import { bytesAsSource } from '../data/file-tree/zip/byte-source';
import { readZipEntry } from '../data/file-tree/zip/zip-data';
import { readZipDirectory } from '../data/file-tree/zip/zip-directory';
import { nameOfEntry } from '../data/file-tree/zip/zip-names';
import { packCheckpoint } from '../trainer/checkpoints/checkpoint-file';
import { runStateSchema } from '../trainer/checkpoints/run-state';
import { collectRun } from './collect-run';
import { MANIFEST_FILE } from './manifest';
import { type PackageContents, writePackage } from './pack';
import { PackageError } from './package-error';
import { unpackPackage } from './unpack';

const parsed = parseDocument({ format: 'netloom', version: 1, name: 'N', nodes: [], edges: [] });
if (!parsed.ok) throw new Error('no document');
const { document } = parsed;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netloom-package-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const events: readonly RunEvent[] = [
  {
    type: 'compiled',
    device: { kind: 'cpu', name: 'C' },
    engine: 'E',
    trainableParameters: 7,
    stepsPerEpoch: 10,
    epochs: 3,
    trainCount: 100,
    testCount: 10,
    secondsToFirstStep: 1,
  },
  {
    type: 'step',
    points: [
      { step: 5, epoch: 0.5, loss: 2, accuracy: 0.5 },
      { step: 10, epoch: 1, loss: 1, accuracy: 0.6 },
    ],
    examplesPerSecond: 1,
    secondsLeft: 1,
  },
  {
    type: 'epoch',
    point: { epoch: 1, trainLoss: 1, testLoss: 0.9, testAccuracy: 0.7, seconds: 2, examplesPerSecond: 50 },
  },
];

const state = runStateSchema.parse({
  ...{ version: 1, step: 10, epochsDone: 1, examplesDone: 0, totals: { examples: 0, losses: 0, sums: [0] } },
  ...{ epochSeconds: 0, seconds: 2, plateaus: 0, bestFile: null, ended: null },
  plateau: { best: null, bestEpoch: 0, waited: 0 },
  best: { best: null, bestEpoch: 0, waited: 0 },
  epochs: [{ epoch: 1, trainLoss: 1, testLoss: 0.9, testAccuracy: 0.7, seconds: 2, examplesPerSecond: 50 }],
  points: [{ step: 5, epoch: 0.5, loss: 2 }],
  identity: {
    ...{ networkHash: 'h', documentName: 'N', datasetId: 'd', trainCount: 1, validationCount: 0 },
    ...{ testCount: 1, limit: null },
  },
  training: document.training,
});
const tensor = { name: 'w', dtype: 'float32' as const, shape: [2], values: new Float32Array([1, 2]) };

/** A run's folder as the app leaves it. */
async function makeRun(name: string): Promise<string> {
  const run = join(folder, name);
  await mkdir(run);
  const summary = {
    ...{ runId: 'run-a-1', name: 'My run', label: null, isStarred: true, notes: 'Learns fast.' },
    ...{ datasetHash: 'abc', appVersion: '1', startedAt: 1_700_000_000_000, endedAt: 1_700_000_100_000 },
    ...{ seconds: 2, phase: 'stopped', step: 10, failure: null, findings: [] },
  };
  await writeFile(join(run, 'record.json'), JSON.stringify({ summary, isDeleted: false }));
  await writeFile(join(run, 'document.json'), serializeDocument(document));
  await writeFile(join(run, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const pieces = await packCheckpoint({ state, tensors: [tensor] });
  await writeFile(join(run, 'checkpoint-0000000010.safetensors'), Buffer.concat(pieces));
  return run;
}

async function pack(changes: Partial<PackageContents> = {}): Promise<string> {
  const path = join(folder, 'it.netloom');
  const run = await makeRun('one');
  await writePackage(path, {
    ...{ document: serializeDocument(document), documentName: 'N', notes: 'For you', hasWeights: true },
    ...{ runs: [{ folder: run, name: 'My run', results: '<svg/>' }], appVersion: '1', now: 5 },
    ...changes,
  });
  return path;
}

const target = async () => {
  const made = join(folder, 'out');
  await rm(made, { recursive: true, force: true });
  await mkdir(made);
  return made;
};

/** The code of the failure with which the archive is refused. */
async function refusal(path: string): Promise<string> {
  try {
    await unpackPackage(path, await target());
    return 'opened';
  } catch (error) {
    if (error instanceof PackageError) return error.failure.code;
    throw error;
  }
}

describe('a package', () => {
  it('holds a network, notes, and runs with curves, weights and pictures', async () => {
    const out = await target();
    const { manifest, runs, problems, document: file } = await unpackPackage(await pack(), out);
    expect(problems).toEqual([]);
    expect(manifest).toMatchObject({ name: 'N', notes: 'For you', createdAt: 5 });
    expect(await readFile(file, 'utf8')).toBe(serializeDocument(document));
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({
      name: 'My run',
      summary: {
        ...{ name: 'My run', notes: 'Learns fast.', isStarred: true, phase: 'stopped', isResumable: true },
        ...{ hasWeights: true, bestTestAccuracy: 0.7, epochsDone: 1, step: 10, trainableParameters: 7 },
        ...{ documentName: 'N', settings: document.training, device: { kind: 'cpu', name: 'C' } },
      },
    });
    const inRun = await readdir(runs[0]?.folder ?? '');
    expect(inRun.sort()).toEqual([
      ...['checkpoint-0000000010.safetensors', 'curve.svg', 'document.json', 'events.jsonl', 'record.json'],
      'results.svg',
    ]);
    const saved = (await readFile(join(runs[0]?.folder ?? '', 'events.jsonl'), 'utf8')).trim().split('\n');
    expect(saved.map((line) => JSON.parse(line))).toEqual(events);
    expect(await readFile(join(out, 'runs/1/curve.svg'), 'utf8')).toContain('test loss');
  });

  it('leaves the weights out on demand; then the run is no more to be resumed', async () => {
    const { runs } = await unpackPackage(await pack({ hasWeights: false }), await target());
    expect(runs[0]?.summary).toMatchObject({ hasWeights: false, isResumable: false });
  });

  it('takes a run of the command line, whose curves are in its checkpoint', async () => {
    const run = await makeRun('cli');
    await mkdir(join(run, 'checkpoints'));
    const name = 'checkpoint-0000000010.safetensors';
    await writeFile(join(run, 'checkpoints', name), await readFile(join(run, name)));
    for (const file of ['record.json', 'events.jsonl', name]) await rm(join(run, file));
    const path = await pack({ runs: [{ folder: run, name: 'cli', results: null }] });
    const { runs } = await unpackPackage(path, await target());
    expect(runs[0]?.summary).toMatchObject({ epochsDone: 1, bestTestAccuracy: 0.7, hasWeights: true });
    expect(await collectRun(join(folder, 'nothing'))).toBeNull();
  });

  it('is refused where it could do harm, and nothing is written outside', async () => {
    const good = await readFile(await pack());
    const path = join(folder, 'bad.netloom');
    const changed = (changes: Partial<ZipPart>) => withEntry(good, 'document.json', changes);
    const cases: readonly (readonly [string, Buffer])[] = [
      ['package-damaged', good.subarray(0, good.length - 40)],
      ['package-damaged', await changed({ crc: 1 })],
      ['package-damaged', await changed({ size: 2 ** 30 })],
      ['package-damaged', await changed({ size: 3 })],
      ['package-damaged', await changed({ method: 99 })],
      // Ten megabytes of zeros that say to be few.
      ['package-damaged', await changed({ content: Buffer.alloc(1e7), isStored: false, size: 100 })],
      ['package-unsafe', await changed({ mode: 0o120777 })],
      ['package-unsafe', await changed({ flags: 0x801 })],
      ['package-unsafe', zipOf([file(MANIFEST_FILE, '{}'), file(MANIFEST_FILE, '{}')])],
      [
        'package-damaged',
        zipOf([file(MANIFEST_FILE, '{}'), { ...file('document.json', '{}'), isOverlapping: true }]),
      ],
      ['package-not-one', zipOf([file('photo.png', 'x')])],
      ['package-damaged', zipOf([file(MANIFEST_FILE, '[')])],
      ['package-too-new', zipOf([file(MANIFEST_FILE, '{"version":2}')])],
      ['package-damaged', Buffer.from('PK\u0003\u0004 and no more')],
      ['package-no-archive', Buffer.from(serializeDocument(document))],
      ['package-no-archive', Buffer.from('P')],
      ['package-no-archive', Buffer.alloc(0)],
    ];
    for (const [code, bytes] of cases) {
      await writeFile(path, bytes);
      expect(await refusal(path)).toBe(code);
    }
    expect(await readdir(folder)).toEqual(expect.not.arrayContaining(['escaped']));
  });

  it('takes out files of known names only', async () => {
    const path = join(folder, 'odd.netloom');
    const manifest = {
      ...{ format: 'netloom-package', version: 1, name: 'N', createdAt: 0, appVersion: '', notes: '' },
      runs: [{ folder: 'runs/1', name: 'odd' }],
    };
    await writeFile(
      path,
      zipOf([
        file(MANIFEST_FILE, JSON.stringify(manifest)),
        file('document.json', serializeDocument(document)),
        ...['../escaped', '/tmp/escaped', 'runs/1/../../escaped', 'runs/1/run.sh', 'runs\\1\\x'].map((name) =>
          file(name, 'x'),
        ),
      ]),
    );
    const out = await target();
    const { runs, problems } = await unpackPackage(path, out);
    expect(runs).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['packed-run-unusable']);
    expect((await readdir(out)).sort()).toEqual(['document.json', MANIFEST_FILE]);
    await expect(stat(join(folder, 'escaped'))).rejects.toThrow();
  });

  it('opens with what of a run is sound', async () => {
    const path = await pack();
    const good = await readFile(path);
    const curves = 'runs/1/events.jsonl';
    const lines = ['{"type":"step","points":"no"}', '{"type":"failed"}', 'no json', ''].join('\n');
    await writeFile(path, await withEntry(good, curves, { content: lines }));
    const noEvents = await unpackPackage(path, await target());
    expect(noEvents.runs[0]?.summary).toMatchObject({ epochsDone: 0, last: null, hasWeights: true });
    expect(await readFile(join(noEvents.runs[0]?.folder ?? '', 'events.jsonl'), 'utf8')).toBe('');
    const weights = 'runs/1/checkpoint-0000000010.safetensors';
    await writeFile(path, await withEntry(good, weights, { content: 'nonsense' }));
    const noWeights = await unpackPackage(path, await target());
    expect(noWeights.problems.map(({ code }) => code)).toEqual(['packed-weights-unusable']);
    expect(noWeights.runs[0]?.summary).toMatchObject({ hasWeights: false, bestTestAccuracy: 0.7 });
  });

  it('never fails in another way, whichever byte of it is another', async () => {
    const path = await pack();
    const good = await readFile(path);
    const seen = new Set<string>();
    for (let at = 0; at < good.length; at += Math.ceil(good.length / 300)) {
      const bytes = Buffer.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
      await writeFile(path, bytes);
      seen.add(await refusal(path));
    }
    expect([...seen].filter((code) => code !== 'opened' && !code.startsWith('package-'))).toEqual([]);
    expect(seen.has('package-damaged')).toBe(true);
  });
});

const file = (name: string, content: string): ZipPart => ({ name, content, isStored: true });

/** The archive with one of its entries as it would not be written. */
async function withEntry(archive: Buffer, path: string, changes: Partial<ZipPart>): Promise<Buffer> {
  const source = bytesAsSource(archive, 'good');
  const parts: ZipPart[] = [];
  for (const entry of readZipDirectory(source)) {
    const name = nameOfEntry(entry);
    const content = await readZipEntry(source, entry, name, 1e9);
    parts.push({ name, content, isStored: true, ...(name === path && changes) });
  }
  return zipOf(parts);
}
