import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browseDataset } from '../../../data/browsing/browsed-dataset';
import { datasetRoots } from '../../../data/dataset-roots';
import type { DatasetPlan } from '../../../data/write-prepared-dataset';
import { TINY_PLAN, tinyExample, writeTiny } from '../../../data/testing/prepared';
import { runData } from './testing/run-data';

/* Labels of other kinds than one class on the command line: several of an example, several classes, and numbers. */

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-correct-labels-'));
  vi.stubEnv('XDG_DATA_HOME', home);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

const run = (...args: readonly string[]) => runData('correct', ...args);

/** Eight examples, five of them for training, with these labels. */
async function write(target: DatasetPlan['target'], labelsOf: (at: number) => number[]): Promise<string> {
  const written = await writeTiny(join(home, 'netloom', 'datasets'), {
    plan: { ...TINY_PLAN, target },
    examples: Array.from({ length: 8 }, (_, at) => tinyExample(at, at < 5 ? 'train' : 'test', labelsOf(at))),
  });
  return written.id;
}

/** The labels of all examples in the version that the command writes. */
async function corrected(...args: string[]) {
  const { code, printed, noted } = await run(...args, '--json');
  expect({ code, noted }).toEqual({ code: 0, noted: '' });
  const report = printed as { readonly id: string; readonly labels: number };
  const opened = await browseDataset(datasetRoots(__dirname), report.id);
  if (!opened.ok) throw new Error('the version cannot be read');
  const { records } = opened.value.examples;
  opened.value.close();
  return { report, targets: records.map(({ target }) => target) };
}

function list(name: string, ...lines: string[]): string {
  const path = join(home, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

describe('several labels of each example', () => {
  const columns = [
    { name: 'kind', target: { kind: 'class' as const, classNames: ['shoe', 'bag', 'hat'] } },
    { name: 'tags', target: { kind: 'classes' as const, classNames: ['red', 'wide', 'old'] } },
    { name: 'box', target: { kind: 'numbers' as const, names: ['left', 'top'] } },
    { name: 'age', target: { kind: 'features' as const, names: ['age'] } },
  ];
  // Tenths are no float32.
  const rowOf = (at: number) => [at % 3, at % 2, 1, 0, at * 0.1, 7.3 - at, 40.7 + at];
  const prepare = () => write({ kind: 'columns', columns }, rowOf);

  it('are corrected by the name of the label, each in the way of its kind, and the others stay', async () => {
    const id = await prepare();
    const first = await corrected(id, '--label', 'apple/0.png=hat');
    expect(first.targets[0]).toEqual([2, ...rowOf(0).slice(1)]);
    expect(first.targets.slice(1)).toEqual([1, 2, 3, 4, 5, 6, 7].map(rowOf));
    const tags = await corrected(
      id,
      '--of',
      'tags',
      '--label',
      'apple/1.png=old, red',
      '--label',
      'apple/2.png=none',
    );
    expect(tags.targets[1]).toEqual([1, 1, 0, 1, ...rowOf(1).slice(4)]);
    expect(tags.targets[2]).toEqual([2, 0, 0, 0, ...rowOf(2).slice(4)]);
    expect(tags.report.labels).toBe(2);
    const box = await corrected(id, '--of', 'box', '--label', 'apple/3.png=1.5 -2');
    expect(box.targets[3]).toEqual([...rowOf(3).slice(0, 4), 1.5, -2, 43.7]);
    const age = await corrected(id, '--of', 'age', '--label', 'apple/4.png=50');
    expect(age.targets[4]).toEqual([...rowOf(4).slice(0, 6), 50]);
  });

  it('are taken from columns of their names, or from the column label', async () => {
    const id = await prepare();
    const path = list(
      'fixes.csv',
      ...[
        'key,kind,tags,box,exclude',
        'apple/0.png,bag,wide|old,,',
        'apple/1.png,,,"3,4",',
        'apple/2.png,,,,yes',
      ],
    );
    const { targets, report } = await corrected(id, '--list', path);
    expect(report).toMatchObject({ labels: 2, excluded: 1 });
    expect(targets[0]).toEqual([1, 0, 1, 1, ...rowOf(0).slice(4)]);
    expect(targets[1]).toEqual([...rowOf(1).slice(0, 4), 3, 4, rowOf(1)[6]]);
    const json = list('fixes.jsonl', '{"key": "apple/0.png", "label": "old"}');
    const tagged = await corrected(id, '--list', json, '--of', 'tags');
    expect(tagged.targets[0]).toEqual([0, 0, 0, 1, ...rowOf(0).slice(4)]);
  });

  it('are refused where a name or value is wrong, and nothing is changed', async () => {
    const id = await prepare();
    const refused = async (of: string, value: string) => {
      const { code, noted } = await run(id, '--of', of, '--label', `apple/0.png=${value}`);
      return [code, noted.trim().split('\n')[0]];
    };
    expect(await refused('tag', 'red')).toEqual([
      ...[1, '--label: there is no label “tag”; did you mean “tags”? There are kind, tags, box, age.'],
    ]);
    expect(await refused('tags', 'red,whide')).toEqual([
      ...[1, '--label: there is no class “whide”; did you mean “wide”?'],
    ]);
    expect(await refused('box', '1')).toEqual([1, '--label: it takes 2 numbers (left, top), not “1”.']);
    expect(await refused('age', 'old')).toEqual([1, '--label: it takes a number, not “old”.']);
    const path = list('two.csv', 'key,kind', 'apple/0.png,bag', 'apple/0.png,hat');
    expect((await run(id, '--list', path)).noted).toContain(
      'row 3: “apple/0.png” has another label further up.',
    );
    const same = await run(id, '--of', 'tags', '--label', 'apple/0.png=wide');
    expect(same).toMatchObject({ code: 0, noted: expect.stringContaining('so already') });
  });
});

describe('one label that is no single class', () => {
  it('is several classes with a sign between them', async () => {
    const id = await write({ kind: 'classes', classNames: ['red', 'wide, long', 'old'] }, (at) => [at % 3]);
    const { targets } = await corrected(
      id,
      '--label',
      'apple/0.png=old|red',
      '--label',
      'apple/1.png=wide, long',
    );
    expect(targets.slice(0, 3)).toEqual([[0, 2], [1], [2]]);
    expect((await run(id, '--of', 'tags', '--label', 'apple/0.png=old')).noted).toContain(
      'the data set has one label only, which needs no name.',
    );
  });

  it('is a number', async () => {
    const id = await write({ kind: 'numbers', names: ['height'] }, (at) => [at / 10]);
    const { targets } = await corrected(id, '--label', 'apple/0.png=2.5');
    expect(targets.slice(0, 2)).toEqual([[2.5], [0.1]]);
  });
});
