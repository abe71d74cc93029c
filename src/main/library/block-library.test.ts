import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LibraryBlock, libraryBlockSchema } from '../../contract/contract';
import { type BlockDialogs, BlockLibrary } from './block-library';

const block = (name: string, filters = 8): LibraryBlock =>
  libraryBlockSchema.parse({
    format: 'netloom-block',
    version: 1,
    name,
    block: 'unit',
    blocks: {
      unit: {
        parameters: [],
        nodes: [
          { id: 'in', type: 'blockInput' },
          { id: 'conv', type: 'conv2d', parameters: { filters } },
          { id: 'out', type: 'blockOutput' },
        ],
        edges: [
          { from: 'in', to: 'conv' },
          { from: 'conv', to: 'out' },
        ],
      },
    },
  });

let folder = '';
let warnings: string[] = [];
const library = () => new BlockLibrary(join(folder, 'blocks'), { warning: (text) => warnings.push(text) });
const dialogs = (path: string | null): BlockDialogs => ({
  chooseToSave: () => Promise.resolve(path),
  chooseToOpen: () => Promise.resolve(path),
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-library-'));
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the library of blocks', () => {
  it('is empty before anything was saved, keeps what is saved, and replaces a block of the same name', async () => {
    expect(await library().list()).toEqual([]);
    await library().save(block('Zebra'));
    await library().save(block('殘差區塊 / α'));
    await library().save(block('Zebra', 16));
    const names = (await library().list()).map(({ name }) => name);
    expect(names).toHaveLength(2);
    expect(await library().list()).toContainEqual(block('Zebra', 16));
    await library().remove('Zebra');
    await library().remove('not there');
    expect(await library().list()).toEqual([block('殘差區塊 / α')]);
  });

  it('exports to a file and imports it in another library', async () => {
    const file = join(folder, 'mine');
    await library().save(block('Mine'));
    const exported = await library().export('Mine', dialogs(file));
    expect(exported).toEqual({ ok: true, value: { filePath: `${file}.netloom-block` } });
    const other = new BlockLibrary(join(folder, 'other'), { warning: () => undefined });
    expect(await other.import(dialogs(`${file}.netloom-block`))).toEqual({ ok: true, value: block('Mine') });
    expect(await other.list()).toEqual([block('Mine')]);
    expect(await library().export('Mine', dialogs(null))).toEqual({ ok: true, value: null });
  });

  it('refuses what is no block, and lives with a broken file among its own', async () => {
    const file = join(folder, 'network.netloom-block');
    for (const text of ['{', '{"format":"netloom"}', JSON.stringify({ ...block('x'), block: 'missing' })]) {
      writeFileSync(file, text);
      expect(await library().import(dialogs(file))).toMatchObject({
        ok: false,
        error: { code: 'file-not-a-block' },
      });
    }
    await library().save(block('Good'));
    writeFileSync(join(folder, 'blocks', 'broken.netloom-block'), '{');
    expect(await library().list()).toEqual([block('Good')]);
    expect(warnings).toHaveLength(1);
    expect(readFileSync(join(folder, 'blocks', 'broken.netloom-block'), 'utf8')).toBe('{');
  });
});
