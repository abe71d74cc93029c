import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, picture, writeTree } from '../data/importing/testing/image-trees';
import { type NodesInRow, networkOf } from '../trainer/testing/build-document';
import { quickAdam } from '../trainer/testing/run-training';
import { startCli } from './testing/run-cli';

/* Photos with a list that names the depth of each, twice as large: imported, taken by an input, predicted from files on the command line. */

const SIZE = 14;
const PLACES = ['near', 'far'];

let home: string;
let source: string;
const run = (...args: string[]) => startCli(args, { XDG_DATA_HOME: join(home, 'data') }).ended;

/** Gray, brighter of what is near. */
function depth(at: number, side = 2 * SIZE): Buffer {
  const png = new PNG({ width: side, height: side, colorType: 0, inputColorType: 0 });
  png.data = Buffer.alloc(side * side, at % 2 === 0 ? 180 + (at % 40) : 20 + (at % 40));
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0 });
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-second-inputs-'));
  source = join(home, 'source');
  const rows = Array.from({ length: 60 }, (_, at) => `${at}.png,${PLACES[at % 2]},depth/${at}.png`);
  writeTree(source, {
    // The photo says nothing of where it was taken.
    ...Object.fromEntries(rows.map((_, at) => [`${at}.png`, encode(picture(at * 7, SIZE, SIZE))])),
    ...Object.fromEntries(rows.map((_, at) => [`depth/${at}.png`, depth(at)])),
    ...{ 'a.png': encode(picture(1_000, SIZE, SIZE)), 'b.png': encode(picture(1_001, SIZE, SIZE)) },
    'depth/a.png': depth(1, 9),
    'list.csv': ['file,place,depth', ...rows, 'a.png,near,depth/a.png', 'b.png,far,depth/b.png'].join('\n'),
  });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const conv = (filters: number) => ({
  type: 'conv2d',
  parameters: { filters, kernelSize: [3, 3], strides: 2 },
});

const nodes: NodesInRow = [
  { id: 'edges', ...conv(4) },
  { id: 'relu', type: 'relu' },
  { id: 'flatten', type: 'flatten' },
  { id: 'deep', type: 'input', parameters: { shape: [7, 7, 1], takes: 'second' }, from: [] },
  { id: 'parts', ...conv(4) },
  { id: 'bend', type: 'relu' },
  { id: 'flat', type: 'flatten' },
  { id: 'join', type: 'concatenate', from: ['flatten', 'flat'] },
  { id: 'scores', type: 'dense', parameters: { units: 2 } },
];

describe('a second image that a list names', () => {
  it('is imported beside a class, taken by an input, and given by files', async () => {
    const answers = ['--answer', 'label=place', '--answer', 'label2=depth'];
    const ended = await run('data', 'import', source, ...answers, '--json');
    expect(ended.code, ended.stderr).toBe(0);
    const report = JSON.parse(ended.stdout.trim().split('\n').at(-1) ?? '{}');
    expect(report).toMatchObject({ found: 61, skipped: 1 });
    expect(JSON.stringify(report.problems)).toContain('depth/a.png');
    expect(JSON.stringify(report.problems)).toContain('missing-target');
    const folder = join(home, 'data', 'netloom', 'datasets', report.id);
    expect(JSON.parse(readFileSync(join(folder, 'dataset.json'), 'utf8')).target.columns).toEqual([
      { name: 'place', target: { kind: 'class', classNames: ['far', 'near'] } },
      { name: 'depth', target: { kind: 'image', channels: 1, scale: 2 } },
    ]);

    const training = { epochs: 30, batchSize: 10, seed: 3, optimizer: quickAdam, shape: [SIZE, SIZE, 3] };
    const document = { ...networkOf(nodes, training, { label: 'place' }), dataset: { id: report.id } };
    const file = join(home, 'depth.netloom.json');
    writeFileSync(file, JSON.stringify(document));
    const runFolder = join(home, 'run');
    const trained = await run('train', file, '--out', runFolder, '--json');
    expect(trained.code, trained.stderr).toBe(0);

    const image = join(source, '0.png');
    const seconds = (...ids: number[]) => ids.flatMap((id) => ['--second', join(source, `depth/${id}.png`)]);
    const two = await run('predict', runFolder, image, image, ...seconds(0, 1), '--json');
    expect(two.code, two.stderr).toBe(0);
    const lines = two.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ name }) => name)).toEqual(['near', 'far']);

    const without = await run('predict', runFolder, image);
    expect(without.code).not.toBe(0);
    expect(without.stderr).toContain('second images beside each image: 1');
    const uneven = await run('predict', runFolder, image, image, ...seconds(0));
    expect(uneven.stderr).toContain('--second is needed as often for each image');
  });
});
