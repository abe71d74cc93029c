import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDatasets } from '../dataset-catalog';
import { zipOf } from '../file-tree/testing/write-zip';
import { tinyExamples, writeTiny } from '../testing/prepared';
import { addPrepared } from './add-prepared';
import { JobFailure } from './open-source';
import { findPrepared } from './prepared-source';

/** A data set as it comes from another machine: in a folder of any name, or in an archive. */
let home: string;
let source: string;
let id: string;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'netloom-moved-'));
  const written = await writeTiny(join(home, 'elsewhere'), {
    examples: tinyExamples({ train: 5, validation: 2, test: 3 }),
    problems: () => [{ reason: 'empty', path: 'a.png' }],
  });
  id = written.id;
  source = join(home, 'copied from a stick');
  cpSync(written.folder, source, { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const { signal } = new AbortController();
const root = () => join(home, 'datasets');
const find = (path = source) => findPrepared(path, signal);
const add = (path = source) =>
  addPrepared({ type: 'add-prepared', path, root: root() }, { signal, onProgress: () => undefined });
const listed = () => listDatasets({ shipped: join(home, 'none'), user: root() });

async function refusal(): Promise<string> {
  const error = await add().catch((thrown: unknown) => thrown);
  if (!(error instanceof JobFailure)) throw error;
  return `${error.failure.code} ${error.failure.values.file}`;
}

/** What is beside the data sets: nothing may be left behind. */
const unfinished = () => readdirSync(root()).filter((name) => name.startsWith('.importing'));

describe('a prepared data set from elsewhere', () => {
  it('is found, and added with the same content under the same id', async () => {
    expect(await find()).toMatchObject({
      ...{ id, name: 'Tiny things', exampleShape: [2, 2, 1], bytes: 10 * (4 + 4) },
      ...{ trainCount: 5, validationCount: 2, testCount: 3 },
    });
    expect(await add()).toMatchObject({ id, wasThere: false, found: 10, skipped: 0 });
    const { datasets, damaged } = await listed();
    expect([datasets.map((one) => one.id), damaged]).toEqual([[id], []]);
    const read = (folder: string, file: string) => readFileSync(join(folder, file), 'latin1');
    const copy = join(root(), id);
    expect(readdirSync(copy)).toEqual(readdirSync(source));
    for (const file of readdirSync(source).filter((name) => name !== 'dataset.json')) {
      expect([file, read(copy, file) === read(source, file)]).toEqual([file, true]);
    }
    expect(JSON.parse(read(copy, 'dataset.json'))).toEqual(JSON.parse(read(source, 'dataset.json')));
    expect(await add()).toMatchObject({ id, wasThere: true });
    expect(unfinished()).toEqual([]);
  });

  it('may be an archive of its folder', async () => {
    const archive = join(home, 'tiny.zip');
    const parts = readdirSync(source).map((file) => ({
      name: `tiny/${file}`,
      content: readFileSync(join(source, file)),
    }));
    writeFileSync(archive, zipOf(parts));
    expect(await find(archive)).toMatchObject({ id });
    expect(await add(archive)).toMatchObject({ id, wasThere: false });
    expect((await listed()).damaged).toEqual([]);
  });

  it('is refused where a file is damaged or missing, and leaves nothing behind', async () => {
    const bytes = readFileSync(join(source, 'test.examples'));
    bytes[3] = (bytes[3] ?? 0) ^ 1;
    writeFileSync(join(source, 'test.examples'), bytes);
    expect(await refusal()).toBe('data-prepared-damaged test.examples');
    rmSync(join(source, 'train.targets'));
    expect(await refusal()).toBe('data-prepared-damaged train.targets');
    expect([(await listed()).datasets, unfinished()]).toEqual([[], []]);
  });

  it('is none where its description was changed, or is another file of that name', async () => {
    const file = join(source, 'dataset.json');
    const description = readFileSync(file, 'utf8');
    writeFileSync(file, description.replace('"plum"', '"peach"'));
    expect(await find()).toBeNull();
    writeFileSync(file, '{"name": "of another program"}');
    expect(await find()).toBeNull();
    writeFileSync(file, 'not JSON');
    expect(await find()).toBeNull();
    expect(await find(join(home, 'nowhere'))).toBeNull();
  });
});
