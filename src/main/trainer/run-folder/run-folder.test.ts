import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { timeLimit } from '../../../testing/time-limit.mjs';
import { readNewestCheckpoint } from '../checkpoints/checkpoint-store';
import { asFailure } from '../protocol/trainer-failure';
import {
  figuresOf,
  runTraining,
  smallNetwork,
  type TrainingTrial,
  type Trial,
} from '../testing/run-training';
import { readStoredDocument } from './stored-document';

/* Real trainings in real folders: whatever is tried with a run, it stays unchanged or becomes what was asked for. */

let base: string;
let count = 0;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'netloom-run-folder-'));
});
afterAll(() => rm(base, { recursive: true }));

function newFolder(): string {
  count += 1;
  return join(base, `run-${count}`);
}

/** As the command line trains into a folder that the user named. */
function trainInto(folder: string, document: NetloomDocument, more: TrainingTrial = {}): Promise<Trial> {
  return runTraining(document, {
    outputDirectory: folder,
    runDirectory: join(folder, 'checkpoints'),
    ...more,
  });
}

function refused(training: Promise<Trial>): Promise<Failure | null> {
  return training.then(
    () => null,
    (error: unknown) => asFailure(error),
  );
}

const warnings = ({ events }: Trial) =>
  events.flatMap((event) => (event.type === 'warning' ? [event.failure] : []));

/** Every file below a folder, with the SHA-256 of its content. */
async function contentOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const digests = await Promise.all(
    files.map(async (file) => [file.slice(folder.length + 1), digest(await readFile(file))] as const),
  );
  return Object.fromEntries(digests);
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a refused resume', () => {
  const settings: Partial<TrainingSettings> = { epochs: 2, batchSize: 50, seed: 3 };
  let stopped: string;
  beforeAll(async () => {
    stopped = newFolder();
    await trainInto(stopped, smallNetwork(settings, { isNormalized: true }), { stopAtStep: 12 });
  });

  const changes: Readonly<Record<string, Partial<TrainingSettings>>> = {
    seed: { seed: 4 },
    batchSize: { batchSize: 25 },
    microBatchSize: { microBatchSize: 10 },
    trainingShare: { trainingShare: 0.5 },
    validationShare: { validationShare: 0.2 },
    normalization: { normalization: { mean: [0.3], deviation: [0.3] } },
    'optimizer.type': {
      optimizer: {
        type: 'momentum',
        learningRate: 0.1,
        momentum: 0.9,
        nesterov: false,
        weightDecay: 0,
        clipNorm: null,
      },
    },
  };
  it.each(Object.entries(changes))(
    'with another %s changes no byte, and the run resumes',
    async (setting, change) => {
      const folder = newFolder();
      await cp(stopped, folder, { recursive: true });
      const before = await contentOf(folder);
      const other = smallNetwork({ ...settings, ...change }, { isNormalized: true });
      expect(await refused(trainInto(folder, other, { resume: true }))).toMatchObject({
        code: 'checkpoint-of-other-settings',
        values: { setting },
      });
      expect(await contentOf(folder)).toEqual(before);
    },
  );

  it('with another number of images, network or data changes no byte either, and then it resumes to the same numbers', async () => {
    const folder = newFolder();
    await cp(stopped, folder, { recursive: true });
    const before = await contentOf(folder);
    const same = smallNetwork(settings, { isNormalized: true });
    const tries: Record<string, Promise<Failure | null>> = {
      'checkpoint-of-other-settings': refused(trainInto(folder, same, { resume: true, limit: 400 })),
    };
    for (const [code, tried] of Object.entries(tries)) expect(await tried).toMatchObject({ code });
    expect(await refused(trainInto(folder, smallNetwork(settings), { resume: true }))).toMatchObject({
      code: 'checkpoint-of-another-network',
    });
    const elsewhere = { ...same, dataset: { id: 'cifar-10' } };
    expect(await refused(trainInto(folder, elsewhere, { resume: true }))).toMatchObject({
      values: { setting: 'dataset' },
    });
    expect(await contentOf(folder)).toEqual(before);
    const resumed = await trainInto(folder, same, { resume: true });
    expect(warnings(resumed)).toEqual([]);
    const whole = await trainInto(newFolder(), same);
    expect(figuresOf(resumed.points)).toEqual(figuresOf(whole.points.slice(-resumed.points.length)));
  });

  it('is no refusal where only the course changes: it is reported, and kept from there on', async () => {
    const folder = newFolder();
    await cp(stopped, folder, { recursive: true });
    const document = smallNetwork(
      {
        ...settings,
        epochs: 3,
        augmentation: [{ type: 'horizontalFlip', probability: 0.5 }],
        precision: 'mixed',
      },
      { isNormalized: true },
    );
    const resumed = await trainInto(folder, document, { resume: true });
    expect(
      warnings(resumed)
        .filter(({ code }) => code === 'resumed-with-other-setting')
        .map(({ values }) => values),
    ).toEqual([
      expect.objectContaining({ setting: 'augmentation', was: '–' }),
      { setting: 'precision', was: 'float32', received: 'mixed' },
    ]);
    const again = await trainInto(folder, document, { resume: true });
    expect(warnings(again).filter(({ code }) => code === 'resumed-with-other-setting')).toEqual([]);
  });
});

describe('a run that selects its best epoch by another metric from a resume on', () => {
  it('does not compare a loss with an accuracy', async () => {
    const folder = newFolder();
    await trainInto(folder, smallNetwork({ epochs: 2 }));
    const earlyStopping = { monitor: 'loss', patience: 3, minimumDelta: 0, keepsBest: true } as const;
    const resumed = await trainInto(folder, smallNetwork({ epochs: 4, earlyStopping }), { resume: true });
    const found = await readNewestCheckpoint(join(folder, 'checkpoints'));
    const best = found.ok ? found.value.checkpoint.state.best : null;
    const losses = resumed.points.map(({ testLoss }) => testLoss);
    expect(best?.best).toBe(Math.min(...losses));
  });
});

describe('a folder that the user names', () => {
  const document = smallNetwork({ epochs: 1 });
  const foreign: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a network of the user’s': { 'document.json': '{"mine": true}' },
    'results of the user’s': { 'metrics.json': '[1, 2, 3]', 'weights.safetensors': 'mine' },
    'files that only have the names of checkpoints': {
      'checkpoints/best-000001.safetensors': 'mine',
      'checkpoints/checkpoint-0000000001.safetensors': 'mine',
    },
    'something else altogether': { 'holiday.jpg': 'mine', '.hidden': 'mine' },
    'a marker of another program': { 'netloom-run.json': '{"format":"other"}' },
  };
  it.each(Object.entries(foreign))('is left alone when it holds %s', async (_, files) => {
    const folder = newFolder();
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const before = await contentOf(folder);
    for (const overwrite of [false, true]) {
      const failure = await refused(trainInto(folder, document, { overwrite }));
      expect(failure).toMatchObject({ code: 'folder-not-a-run' });
    }
    expect(await contentOf(folder)).toEqual(before);
  });

  it('with a run in it is replaced only when that was asked for, and only its own files', async () => {
    const folder = newFolder();
    await trainInto(folder, smallNetwork({ epochs: 2, seed: 1 }));
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const before = await contentOf(folder);
    expect(await refused(trainInto(folder, document))).toMatchObject({ code: 'run-folder-in-use' });
    expect(await contentOf(folder)).toEqual(before);
    // What cannot be trained replaces nothing.
    const impossible = { ...document, dataset: { id: 'no-such' } };
    expect(await refused(trainInto(folder, impossible, { overwrite: true }))).toMatchObject({
      code: 'dataset-missing',
    });
    expect(await contentOf(folder)).toEqual(before);
    const replaced = await trainInto(folder, document, { overwrite: true });
    expect(warnings(replaced)).toMatchObject([{ code: 'run-replaced' }]);
    const fresh = newFolder();
    await trainInto(fresh, document);
    const { 'notes.txt': notes, ...after } = await contentOf(folder);
    expect(notes).toBe(before['notes.txt']);
    expect(Object.keys(after).sort()).toEqual(Object.keys(await contentOf(fresh)).sort());
    const weights = (path: string) => readFile(join(path, 'weights.safetensors'));
    expect(await weights(folder)).toEqual(await weights(fresh));
  });

  it('takes a run again that came to nothing, and disappears again where nothing began', async () => {
    const folder = newFolder();
    const impossible = { ...document, dataset: { id: 'no-such' } };
    expect(await refused(trainInto(folder, impossible))).toMatchObject({ code: 'dataset-missing' });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    await trainInto(folder, document);
    // As if it had been killed while it wrote its first checkpoint.
    await rm(join(folder, 'checkpoints'), { recursive: true });
    await mkdir(join(folder, 'checkpoints'));
    for (const name of ['.netloom-0123456789ab.tmp', '.best-000001.safetensors.0123456789ab.tmp'])
      await writeFile(join(folder, 'checkpoints', name), '{');
    await writeFile(join(folder, '.netloom-0123456789ab.tmp'), '{');
    for (const name of ['weights.safetensors', 'metrics.json']) await rm(join(folder, name));
    expect(warnings(await trainInto(folder, document))).toEqual([]);
    // As if it had been killed while it wrote its first file.
    const begun = newFolder();
    await mkdir(begun);
    await writeFile(join(begun, '.netloom-0123456789ab.tmp'), '{');
    expect(warnings(await trainInto(begun, document))).toEqual([]);
  });

  it('leaves nothing of the folders above it either when a run is refused, and none is made before that', async () => {
    const above = newFolder();
    const folder = join(above, 'b', 'c');
    const seen: boolean[] = [];
    const refusals: readonly TrainingTrial[] = [
      { initialWeights: join(base, 'no-such.safetensors') },
      { resume: true },
    ];
    for (const more of refusals) {
      const training = trainInto(folder, document, {
        ...more,
        stopAt: () => seen.push(existsSync(above)) < 0,
      });
      expect(await refused(training)).not.toBeNull();
    }
    expect(seen).toContain(false);
    expect(seen).not.toContain(true);
    expect(existsSync(above)).toBe(false);
    // One that begins makes them, and one that cannot be made is named before anything is prepared.
    await trainInto(folder, document);
    expect(await readdir(above)).toEqual(['b']);
    const inFile = join(folder, 'document.json', 'deeper', 'run');
    const events: string[] = [];
    const failed = trainInto(inFile, document, { stopAt: ({ type }) => events.push(type) < 0 });
    expect(await refused(failed)).toMatchObject({
      code: 'run-folder-unusable',
      values: { reason: 'ENOTDIR' },
    });
    expect(events).toEqual([]);
  });

  it('belongs to one run at a time', async () => {
    const folder = newFolder();
    const codes: (string | undefined)[] = [];
    const rivals = async () => {
      for (const more of [{}, { resume: true }, { overwrite: true }]) {
        codes.push((await refused(trainInto(folder, document, more)))?.code);
      }
    };
    let asked: Promise<void> | null = null;
    await trainInto(folder, smallNetwork({ epochs: 1_000 }), {
      stopAt: ({ type }) => {
        if (type === 'compiled') asked = rivals();
        return codes.length === 3;
      },
    });
    await asked;
    expect(codes).toEqual(['run-folder-locked', 'run-folder-locked', 'run-folder-locked']);
    expect(warnings(await trainInto(folder, smallNetwork({ epochs: 1 }), { resume: true }))).toEqual([]);
  });
});

describe('damage', () => {
  const document = smallNetwork({ epochs: 4, seed: 9 });
  let folder: string;
  let sound: Trial;
  beforeAll(async () => {
    folder = newFolder();
    sound = await trainInto(folder, document);
  });

  it('of one file after a resume with nothing to do: there are still two checkpoints', async () => {
    const copy = newFolder();
    await cp(folder, copy, { recursive: true });
    const before = await readdir(join(copy, 'checkpoints'));
    await trainInto(copy, document, { resume: true });
    await trainInto(copy, document, { resume: true });
    expect((await readdir(join(copy, 'checkpoints'))).sort()).toEqual(before.sort());
    const newest =
      before
        .filter((name) => name.startsWith('checkpoint'))
        .sort()
        .pop() ?? '';
    await truncate(join(copy, 'checkpoints', newest), 100);
    const again = await trainInto(copy, document, { resume: true });
    expect(figuresOf(again.points)).toEqual(figuresOf(sound.points.slice(-again.points.length)));
  });

  it('of any one file of a run does not end it', { timeout: timeLimit(600) }, async () => {
    const files = Object.keys(await contentOf(folder));
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const file of files) {
      for (const damage of ['cut', 'gone'] as const) {
        const copy = newFolder();
        await cp(folder, copy, { recursive: true });
        if (damage === 'gone') await rm(join(copy, file));
        else await truncate(join(copy, file), 50);
        // As `train --resume` reads it.
        const kept = await readStoredDocument(copy, join(copy, 'checkpoints'));
        if (kept.from === 'nowhere') throw new Error(`no network without ${file}`);
        expect(kept.document).toEqual(parsedAgain(document));
        const longer = { ...kept.document, training: { ...kept.document.training, epochs: 5 } };
        const resumed = await trainInto(copy, longer, { resume: true });
        expect({ file, damage, end: resumed.events.at(-1)?.type }).toEqual({ file, damage, end: 'done' });
        expect(resumed.points.at(-1)?.epoch).toBe(5);
        expect((await readStoredDocument(copy, join(copy, 'checkpoints'))).from).toBe('file');
      }
    }
  });

  it('of the network’s file loses nothing of what the user wrote there', async () => {
    // A slip, and an encoding in which letters would be lost.
    const named = serializeDocument({ ...document, name: 'Größe' });
    for (const mine of [Buffer.from('{ "mine": 1, }'), Buffer.from(named, 'latin1')]) {
      const copy = newFolder();
      await cp(folder, copy, { recursive: true });
      await writeFile(join(copy, 'document.json'), mine);
      const resumed = await trainInto(copy, document, { resume: true });
      expect(warnings(resumed)).toMatchObject([{ code: 'run-document-restored' }]);
      expect(await readFile(join(copy, 'document.damaged.json'))).toEqual(mine);
    }
  });

  it('is none where the network’s file was saved as UTF-16', async () => {
    const copy = newFolder();
    const renamed = { ...document, name: 'Größe' };
    await mkdir(copy);
    await writeFile(
      join(copy, 'document.json'),
      Buffer.from(`\uFEFF${serializeDocument(renamed)}`, 'utf16le'),
    );
    expect(await readStoredDocument(copy, copy)).toMatchObject({ from: 'file', document: { name: 'Größe' } });
  });
});

/** What comes back from the text of a document: what is as usual is not written out. */
function parsedAgain(document: NetloomDocument): NetloomDocument {
  const parsed = parseDocument(JSON.parse(JSON.stringify(document)));
  if (!parsed.ok) throw new Error('not a document');
  return parsed.document;
}
