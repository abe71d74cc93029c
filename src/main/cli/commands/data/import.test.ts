import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DataSurvey, ImportReport, SourceProblem } from '../../../../contract/contract';
import { findDataset } from '../../../data/dataset-catalog';
import { datasetRoots } from '../../../data/dataset-roots';
import {
  classTree,
  countFiles,
  encode,
  picture,
  resaved,
  writeTree,
} from '../../../data/importing/testing/image-trees';
import { loadDataset } from '../../../data/load-dataset';
import { runData } from './testing/run-data';

let home: string;
let source: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-data-import-'));
  source = join(home, 'source');
  mkdirSync(source);
  vi.stubEnv('XDG_DATA_HOME', join(home, 'data'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const folderOf = (id: string) => join(home, 'data', 'netloom', 'datasets', id);

async function importSource(...args: string[]): Promise<ImportReport> {
  const survey = await runData('inspect', source, '--json');
  const { code, printed, noted } = await runData('import', source, '--json', ...args);
  expect({ code, noted }).toMatchObject({ code: 0 });
  const report = printed as ImportReport;
  // Whatever is in the source: what was surveyed is what the result accounts for.
  if (args.length === 0) expect(report.found).toBe((survey.printed as DataSurvey).exampleCount);
  return report;
}

/** What `problems.json` has, as `reason path`. */
function problemsIn(id: string): readonly string[] {
  const problems: readonly SourceProblem[] = JSON.parse(
    readFileSync(join(folderOf(id), 'problems.json'), 'utf8'),
  );
  return problems.map(({ reason, path }) => `${reason} ${path}`).sort();
}

interface StoredLine {
  readonly key: string;
  readonly split: string | null;
  readonly target: number;
}

function linesOf(id: string): readonly StoredLine[] {
  const text = readFileSync(join(folderOf(id), 'files.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const sum = ({ train, validation, test }: ImportReport['imported']) => train + validation + test;

describe('data import', () => {
  it('reports each file that cannot be used with its reason, and drops none silently', async () => {
    const good = encode(picture(1));
    const flipped = Buffer.from(good);
    const at = flipped.length - 20;
    flipped[at] = (flipped[at] ?? 0) ^ 0xff;
    writeTree(source, {
      ...classTree({ cats: 8, dogs: 8 }, 10),
      'cats/cut.png': good.subarray(0, good.length / 2),
      'cats/checksum.png': flipped,
      'dogs/empty.jpg': '',
      'dogs/page.jpg': '<!DOCTYPE html><title>404</title>',
      'dogs/notes.txt': 'none',
      'dogs/really-a-png.jpg': encode(picture(2)),
    });
    const report = await importSource();
    // All files but notes.txt, which is no image by its name: only the problems have it.
    expect(report.found).toBe(countFiles(source) - 1);
    expect(sum(report.imported)).toBe(17);
    expect(report.found).toBe(sum(report.imported) + report.skipped);
    expect(problemsIn(report.id)).toEqual([
      'empty-file dogs/empty.jpg',
      'image-damaged cats/checksum.png',
      'image-truncated cats/cut.png',
      'not-an-example dogs/notes.txt',
      'not-an-image dogs/page.jpg',
      'wrong-extension dogs/really-a-png.jpg',
    ]);
    expect(linesOf(report.id)).toHaveLength(21);
  });

  it('calls a group of columns as it is said, or as is shown beforehand', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, at) => `${at}.png,${at % 2 === 0 ? 'cat' : 'dog'},1,2,${20 + at},30`,
    );
    writeTree(source, {
      ...Object.fromEntries(rows.map((_, at) => [`${at}.png`, encode(picture(at))])),
      'list.csv': ['file,label,xmin,ymin,xmax,ymax', ...rows].join('\n'),
    });
    const answers = ['--answer', 'label2=box'];
    const survey = await runData('inspect', source, '--json', ...answers);
    const named = (survey.printed as DataSurvey).questions.find(({ id }) => id === 'name2');
    expect(named).toMatchObject({ value: 'box', name: { taken: expect.arrayContaining(['label', 'xmin']) } });
    const { printed } = await runData('inspect', source, ...answers);
    expect(String(printed)).toContain('--answer name2=NAME   (taken: box)');
    for (const name of ['', 'label', 'xmin']) {
      const refused = await runData('import', source, ...answers, '--answer', `name2=${name}`);
      expect(refused.code).not.toBe(0);
      expect(String(refused.noted)).toContain(`A label cannot be called “${name}”`);
    }
    const report = await importSource(...answers, '--answer', 'name2=corners');
    const { target } = JSON.parse(readFileSync(join(folderOf(report.id), 'dataset.json'), 'utf8'));
    expect(target.columns.map(({ name }: { name: string }) => name)).toEqual(['label', 'corners']);
  });

  it('makes no class of hidden folders, loops and empty folders, and says so', async () => {
    writeTree(source, {
      ...classTree({ a: 5, b: 5 }),
      '.git/1.png': encode(picture(100)),
      'a/.ipynb_checkpoints/0-checkpoint.png': encode(picture(101)),
      '__MACOSX/a/._0.png': 'x',
      'b/Thumbs.db': 'x',
      'b/.hidden.png': encode(picture(102)),
    });
    mkdirSync(join(source, 'empty'));
    symlinkSync('..', join(source, 'a', 'loop'));
    const report = await importSource();
    const description = JSON.parse(readFileSync(join(folderOf(report.id), 'dataset.json'), 'utf8'));
    expect(description.target).toEqual({ kind: 'class', classNames: ['a', 'b'] });
    expect(problemsIn(report.id)).toEqual([
      'empty-class empty',
      'hidden .git',
      'hidden b/.hidden.png',
      'link-loop a/loop',
      'system-file __MACOSX',
      'system-file a/.ipynb_checkpoints',
      'system-file b/Thumbs.db',
    ]);
    expect(report).toMatchObject({ found: 10, skipped: 0 });
  });

  it('finds an image that is in train and test, copied, saved in another way, or saved again with losses', async () => {
    const [copied, recoded, lossy] = [picture(900), picture(901), picture(902)];
    writeTree(source, {
      ...Object.fromEntries(
        Object.entries(classTree({ 'train/a': 6, 'train/b': 6, 'test/a': 3, 'test/b': 3 })),
      ),
      'train/a/copied.png': encode(copied),
      'test/a/copied-too.png': encode(copied),
      'train/a/recoded.png': encode(recoded),
      'test/b/recoded-too.png': encode(recoded, 0),
      'train/b/lossy.png': encode(lossy),
      'test/b/lossy-too.png': encode(resaved(lossy, 5)),
    });
    const survey = (await runData('inspect', source, '--json')).printed as DataSurvey;
    expect(survey.duplicates).toEqual({ within: 0, across: 1, isComplete: true });
    expect(survey.splits).toMatchObject({ train: 15, test: 9 });
    const kept = await importSource('--duplicates', 'keep');
    expect(kept.imported).toEqual({ train: 15, validation: 0, test: 9 });
    expect(problemsIn(kept.id)).toEqual([
      'conflicting-labels train/a/recoded.png',
      'duplicate-across-splits train/a/copied.png',
      'duplicate-across-splits train/a/recoded.png',
      'near-duplicate-across-splits train/b/lossy.png',
    ]);
    // What is in the test split is left out of the training split, unless it is to be kept.
    const dropped = await importSource('--name', 'honest');
    expect(dropped.imported).toEqual({ train: 13, validation: 0, test: 9 });
    expect(dropped.found).toBe(24);
    const drawn = await importSource('--split', 'seeded', '--test', '0.4', '--name', 'drawn');
    const splits = new Map(linesOf(drawn.id).map(({ key, split }) => [key, split]));
    for (const name of ['a/copied', 'a/recoded', 'b/lossy']) {
      const [letter, stem] = name.split('/');
      const folder = stem === 'copied' ? 'a' : 'b';
      expect(splits.get(`train/${letter}/${stem}.png`)).toBe(splits.get(`test/${folder}/${stem}-too.png`));
    }
  });

  it.each([
    ['two classes', { no: 12, yes: 13 }],
    ['one class of 3 among 100', { many: 97, few: 3 }],
    ['300 classes', Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`class ${index}`, 2]))],
  ])('imports %s, each of them into training', async (_name, counts: Record<string, number>) => {
    writeTree(source, classTree(counts));
    const report = await importSource('--size', '8x8', '--test', '0.34');
    const names = Object.keys(counts).length;
    expect(sum(report.imported)).toBe(Object.values(counts).reduce((a, b) => a + b, 0));
    const stored = linesOf(report.id);
    for (const split of ['train', 'test']) {
      const classes = new Set(stored.filter((line) => line.split === split).map(({ target }) => target));
      expect(classes.size).toBe(names);
    }
  });

  it('gives the same bytes with one thread and with two, and knows a set that is there already', async () => {
    writeTree(source, classTree({ a: 30, b: 30 }));
    const one = await importSource('--threads', '1');
    const two = await importSource('--threads', '2');
    expect(two).toMatchObject({ id: one.id, wasThere: true });
    expect(one.wasThere).toBe(false);
  });

  it('makes of Fashion-MNIST, written as images, the bytes of the shipped set', async () => {
    const found = await findDataset(datasetRoots(__dirname), 'fashion-mnist');
    if (!found.ok) throw new Error('Fashion-MNIST is missing');
    const loaded = await loadDataset(found.value);
    if (!loaded.ok) throw new Error('Fashion-MNIST is damaged');
    const shipped = { train: loaded.value.train, test: loaded.value.test };
    const count = { train: 240, test: 60 };
    for (const split of ['train', 'test'] as const) {
      const { examples, labels } = shipped[split];
      for (let index = 0; index < count[split]; index += 1) {
        const pixels = Buffer.from(examples.subarray(index * 784, (index + 1) * 784));
        const file = join(split, String(labels[index]), `${index}.png`);
        writeTree(source, { [file]: encodeGray(pixels) });
      }
    }
    const { id } = await importSource();
    for (const split of ['train', 'test'] as const) {
      const { examples, labels } = shipped[split];
      const stored = readFileSync(join(folderOf(id), `${split}.examples`));
      expect(stored.equals(Buffer.from(examples.subarray(0, count[split] * 784)))).toBe(true);
      const targets = readFileSync(join(folderOf(id), `${split}.targets`));
      expect([...new Int32Array(targets.buffer, targets.byteOffset, count[split])]).toEqual([
        ...labels.subarray(0, count[split]),
      ]);
    }
  });

  it('says in words what it cannot do, and leaves nothing behind', async () => {
    const missing = await runData('import', join(home, 'nowhere'));
    expect(missing).toMatchObject({ code: 1, noted: expect.stringContaining('“nowhere” does not exist') });
    writeTree(source, { 'readme.txt': 'nothing' });
    const empty = await runData('import', source);
    expect(empty).toMatchObject({ code: 1, noted: expect.stringContaining('found no data in “source”') });
    const damaged = join(home, 'photos.ZIP');
    writeFileSync(damaged, 'Not found');
    const page = await runData('import', damaged);
    expect(page).toMatchObject({
      code: 1,
      noted: expect.stringContaining('“photos.ZIP” is not a zip archive'),
    });
    writeTree(source, { 'only/1.png': encode(picture(1)), 'only/2.png': encode(picture(2)) });
    const single = await runData('import', source, '--format', 'class-folders');
    expect(single.noted).toContain('only one class with images, “only”');
    expect(existsSync(join(home, 'data'))).toBe(false);
  });
});

function encodeGray(pixels: Buffer): Buffer {
  const png = picture(0, 28, 28);
  for (const [at, value] of pixels.entries()) png.data.set([value, value, value, 255], 4 * at);
  return encode(png);
}
