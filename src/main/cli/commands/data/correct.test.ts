import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findDataset } from '../../../data/dataset-catalog';
import { datasetRoots } from '../../../data/dataset-roots';
import { loadDataset } from '../../../data/load-dataset';
import { TINY_PLAN, tinyExample, writeTiny } from '../../../data/testing/prepared';
import { UsageError } from '../../arguments';
import { runData } from './testing/run-data';

/* Five training examples apple/0.png to apple/4.png of the classes 0 1 2 0 1, and three of the test split. */

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-data-correct-'));
  vi.stubEnv('XDG_DATA_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const root = () => join(home, 'netloom', 'datasets');

const run = (...args: readonly string[]) => runData('correct', ...args);

async function corrected(...args: string[]) {
  const { code, printed, noted } = await run(...args, '--json');
  expect({ code, noted }).toEqual({ code: 0, noted: '' });
  const report = printed as { readonly id: string; readonly name: string };
  const found = await findDataset(datasetRoots(__dirname), report.id);
  const loaded = found.ok ? await loadDataset(found.value) : found;
  if (!found.ok || !loaded.ok) throw new Error('the version cannot be read');
  const { train, test } = loaded.value;
  return { report, description: found.value.description, train: [...train.labels], test: [...test.labels] };
}

function list(name: string, ...lines: string[]): string {
  const path = join(home, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

describe('data correct', () => {
  it('changes labels and leaves examples out, in another data set', async () => {
    const { id } = await writeTiny(root());
    const version = await corrected(id, '--label', 'apple/0.png=plum', '--exclude', 'apple/1.png');
    expect(version.train).toEqual([2, 2, 0, 1]);
    expect(version.report).toMatchObject({
      ...{ name: 'Tiny things v2', parent: id, isNew: true, labels: 1, excluded: 1, included: 0 },
    });
    expect(version.description).toMatchObject({ parent: id, excluded: { count: 1 } });
    // A class is found by its name in any writing, and what was excluded comes back.
    const next = await corrected(
      ...[version.report.id, '--include', 'apple/1.png', '--label', 'apple/1.png=梨'],
      ...['--name', 'Done'],
    );
    expect(next.train).toEqual([2, 2, 0, 1, 1]);
    expect(next.report).toMatchObject({ name: 'Done', labels: 0, included: 1 });
  });

  it.each([
    ['CSV', 'fixes.csv', ['key,label,exclude', 'apple/0.png,plum,', 'apple/3.png,,true', 'apple/5.png,,']],
    [
      'JSON Lines',
      'fixes.jsonl',
      ['{"key": "apple/0.png", "label": "plum"}', '{"key": "apple/3.png", "exclude": true}'],
    ],
    [
      'TSV, of a spreadsheet',
      'fixes.tsv',
      ['\ufeffKey\tClass\tExcluded', 'apple/0.png\tplum\tno', 'apple/3.png\t\tyes'],
    ],
  ])('takes a list: %s', async (_name, file, lines) => {
    const { id } = await writeTiny(root());
    const { train } = await corrected(id, '--list', list(file, ...lines));
    expect(train).toEqual([2, 1, 2, 1]);
  });

  it('changes nothing where one line is wrong, and says of each what and where', async () => {
    const { id } = await writeTiny(root());
    const path = list(
      'fixes.csv',
      ...['key,label,exclude', 'apple/0.png,plumm,', 'aple/1.png,plum,', 'apple/2.png,,maybe'],
      ...['apple/3.png,plum,', 'apple/3.png,apple,', 'apple/4.png,,yes', 'apple/4.png,,no'],
    );
    const { code, noted } = await run(id, '--list', path);
    expect(code).toBe(1);
    expect(noted.trim().split('\n')).toEqual([
      'fixes.csv, row 4: “exclude” takes true or false, not “maybe”.',
      'fixes.csv, row 2: there is no class “plumm”; did you mean “plum”?',
      'fixes.csv, row 3: there is no example “aple/1.png”; did you mean “apple/1.png”?',
      'fixes.csv, row 6: “apple/3.png” has another label further up.',
      'fixes.csv, row 8: “apple/4.png” is to be excluded and included.',
      'Nothing was changed.',
    ]);
    expect(readFileSync(join(root(), id, 'dataset.json'), 'utf8')).toContain('"Tiny things"');
  });

  it('says what is missing in a list, and that a list is missing', async () => {
    const { id } = await writeTiny(root());
    expect((await run(id, '--list', list('fixes.csv', 'image,score', 'a,1'))).noted).toContain(
      'fixes.csv: it needs a column “key”, and a column “label” or “exclude”; it has image, score.',
    );
    const missing = await run(id, '--list', join(home, 'nowhere.csv'));
    expect(missing).toMatchObject({ code: 1, noted: expect.stringContaining('nowhere.csv') });
  });

  it('writes nothing where all is so already, and neither of unknown data nor of a class for a number', async () => {
    const { id } = await writeTiny(root());
    const same = await run(id, '--label', 'apple/0.png=apple');
    expect(same).toMatchObject({ code: 0, noted: expect.stringContaining('so already') });
    expect(await run('nothing', '--exclude', 'a')).toMatchObject({
      code: 1,
      noted: expect.stringContaining('nothing'),
    });
    const numbers = await writeTiny(root(), {
      plan: { ...TINY_PLAN, name: 'Numbers', target: { kind: 'numbers', names: ['height'] } },
      examples: [tinyExample(0, 'train', [1]), tinyExample(1, 'train', [2]), tinyExample(2, 'test', [3])],
    });
    const refused = await run(numbers.id, '--label', 'apple/0.png=plum');
    expect(refused.noted).toContain('it takes a number, not “plum”.');
    const without = await corrected(numbers.id, '--exclude', 'apple/0.png');
    expect(without.description.splits.train.count).toBe(1);
  });

  it('leaves at least one example in each split', async () => {
    const { id } = await writeTiny(root());
    const keys = [5, 6, 7].flatMap((number) => ['--exclude', `apple/${number}.png`]);
    expect(await run(id, ...keys)).toMatchObject({ code: 1 });
  });

  it('says what it takes', async () => {
    await expect(run()).rejects.toThrow(UsageError);
    await expect(run('some-id')).rejects.toThrow('needs --label, --exclude, --include or --list');
    await expect(run('some-id', '--label', 'a.png')).rejects.toThrow('such as cats/7.png=dog');
  });
});
