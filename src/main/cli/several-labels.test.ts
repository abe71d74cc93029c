import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, picture, writeTree } from '../data/importing/testing/image-trees';
import { type NodesInRow, networkOf } from '../trainer/testing/build-document';
import { startCli } from './testing/run-cli';

/* Images with several labels each on the command line: imported from a list, learned by an output each, and reported by output and label. */

const ANIMALS = ['cat', 'dog', 'fox'];
const COLORS = ['black', 'white'];

/** Another one for each image. */
const ageOf = (at: number) => 20 + at / 2;

let home: string;
let dataset: string;
let folder: string;
const run = (...args: string[]) => startCli(args, { XDG_DATA_HOME: join(home, 'data') }).ended;
const image = (at: number) => join(home, 'source', `${at}.png`);

/** The network with outputs of these names for the labels; the last is called “output”. */
async function train(nodes: NodesInRow, label: string, name: string): Promise<string> {
  const document = networkOf(nodes, { epochs: 1, batchSize: 10, seed: 1 }, { label });
  const path = join(home, `${name}.json`);
  writeFileSync(path, JSON.stringify({ ...document, name, dataset: { id: dataset } }));
  const trained = await run('train', path, '--out', join(home, name));
  expect(trained.code, trained.stderr).toBe(0);
  return join(home, name);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'netloom-labels-cli-'));
  const rows = Array.from(
    { length: 60 },
    (_, at) => `${at}.png,${ANIMALS[at % 3]},${COLORS[at % 2]},${ageOf(at)},${50 + at}`,
  );
  writeTree(join(home, 'source'), {
    ...Object.fromEntries(rows.map((_, at) => [`${at}.png`, encode(picture(at, 14, 14))])),
    'list.csv': ['file,animal,color,age,weight', ...rows].join('\n'),
  });
  const answers = ['label=animal', 'label2=color', 'label3=age', 'kind3=numbers', 'number1=weight'].flatMap(
    (one) => ['--answer', one],
  );
  const imported = await run('data', 'import', join(home, 'source'), ...answers, '--json');
  expect(imported.code, imported.stderr).toBe(0);
  dataset = JSON.parse(imported.stdout.trim().split('\n').at(-1) ?? '{}').id;
  folder = await train(
    [
      { id: 'flatten', type: 'flatten' },
      { id: 'code', type: 'dense', parameters: { units: 8 } },
      // Not ReLU: at the default learning rate all eight units die in this one epoch, and every image is the same.
      { id: 'bend', type: 'tanh' },
      { id: 'animals', type: 'dense', parameters: { units: 3 } },
      { id: 'kind', type: 'output', parameters: { label: 'animal' } },
      { id: 'colors', type: 'dense', parameters: { units: 2 }, from: ['bend'] },
      { id: 'paint', type: 'output', parameters: { label: 'color' } },
      { id: 'years', type: 'dense', parameters: { units: 1 }, from: ['bend'] },
    ],
    'age',
    'three',
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('a network with an output for each label', () => {
  it('is evaluated at each output, which is called by its label, too', async () => {
    const { outputs } = JSON.parse((await run('evaluate', folder, '--json')).stdout);
    expect(Object.keys(outputs)).toEqual(['kind', 'paint', 'output']);
    const namesOf = ({ classes }: { readonly classes: readonly { readonly name: string }[] }) =>
      classes.map(({ name }) => name);
    expect([outputs.kind.label, namesOf(outputs.kind)]).toEqual(['animal', ANIMALS]);
    expect([outputs.paint.label, namesOf(outputs.paint)]).toEqual(['color', COLORS]);
    expect(outputs.output).toMatchObject({ label: 'age', numbers: [{ name: 'age' }] });
    const { stdout } = await run('evaluate', folder);
    expect(stdout.match(/^three.*examples/gm)).toEqual([
      expect.stringMatching(/, output kind \(label animal\), on the \d+ test examples/),
      expect.stringMatching(/, output paint \(label color\), on the \d+ test examples/),
      expect.stringMatching(/, output output \(label age\), on the \d+ test examples/),
    ]);
  });

  it('predicts every label of an image', async () => {
    const predicted = await run('predict', folder, image(0), image(1), '--json');
    expect(predicted, predicted.stderr).toMatchObject({ code: 0 });
    const lines = predicted.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.image)).toEqual([image(0), image(1)]);
    for (const { isInverted, outputs } of lines) {
      expect(isInverted).toBe(false);
      expect(outputs).toMatchObject({ kind: { label: 'animal' }, paint: { label: 'color' } });
      expect(Object.keys(outputs.kind.probabilities)).toEqual(ANIMALS);
      expect(Object.keys(outputs.paint.probabilities)).toEqual(COLORS);
      expect(outputs.output).toEqual({ label: 'age', values: { age: expect.any(Number) } });
    }
    expect(lines[0].outputs).not.toEqual(lines[1].outputs);
    const text = (await run('predict', folder, image(0), image(1))).stdout.trim().split('\n');
    expect(text.slice(0, 3)).toEqual([
      expect.stringMatching(/0\.png, output kind \(label animal\): (cat|dog|fox) [\d.]+%/),
      expect.stringMatching(/0\.png, output paint \(label color\): (black|white) [\d.]+%/),
      expect.stringMatching(/0\.png, output output \(label age\): age -?[\d.]+$/),
    ]);
    expect(text).toHaveLength(6);
  });

  it('predicts of each test image what its evaluation says of it', async () => {
    const { outputs } = JSON.parse((await run('evaluate', folder, '--json')).stdout);
    const { labels: ages } = outputs.output as { readonly labels: readonly number[] };
    // The age says which image it is.
    const images = ages.map((age) => Math.round((age - ageOf(0)) * 2));
    expect(images.length).toBeGreaterThan(5);
    const { stdout } = await run('predict', folder, ...images.map(image), '--invert', 'never', '--json');
    const predicted = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).outputs);
    expect(predicted).toHaveLength(images.length);
    for (const [row, of] of predicted.entries()) {
      for (const [path, names] of [
        ['kind', ANIMALS],
        ['paint', COLORS],
      ] as const) {
        const { predictions, confidences } = outputs[path];
        const probability = of[path].probabilities[names[predictions[row]] ?? ''];
        expect(probability).toBe(Math.max(...Object.values<number>(of[path].probabilities)));
        expect(probability).toBeCloseTo(confidences[row], 4);
      }
      expect(of.output.values.age).toBeCloseTo(outputs.output.predictions[row], 3);
    }
    // Other images, other answers: else nothing would be compared.
    expect(new Set(outputs.output.predictions).size).toBe(images.length);
  });

  it('is called by its first output and that one’s label in the picture of a package', async () => {
    const [file, unpacked] = [join(home, 'three.netloom'), join(home, 'unpacked')];
    expect(await run('package', folder, file, '--results')).toMatchObject({ code: 0 });
    expect(await run('unpack', file, unpacked)).toMatchObject({ code: 0 });
    const picture = readFileSync(join(unpacked, 'runs', '1', 'results.svg'), 'utf8');
    expect(picture).toContain('three, output kind (label animal)');
  });

  it('has columns of each output in the table of its curves', async () => {
    const csv = join(home, 'curves.csv');
    expect(await run('export', folder, csv, '--to', 'csv')).toMatchObject({ code: 0 });
    const [head = ''] = readFileSync(csv, 'utf8').split('\n');
    expect(head.split(',')).toEqual(
      expect.arrayContaining(['testAccuracy@kind', 'testAccuracy@paint', 'testR2@output']),
    );
  });
});

describe('a network that learns one of several labels', () => {
  it('says which, and names what it predicts by that label', async () => {
    const only = await train(
      [
        { id: 'flatten', type: 'flatten' },
        { id: 'colors', type: 'dense', parameters: { units: 2 } },
      ],
      'color',
      'one',
    );
    const evaluated = JSON.parse((await run('evaluate', only, '--json')).stdout);
    expect(evaluated).toMatchObject({ label: 'color', classes: [{ name: 'black' }, { name: 'white' }] });
    const predicted = JSON.parse((await run('predict', only, image(3), '--json')).stdout);
    expect(predicted).toMatchObject({ label: 'color', probabilities: { black: expect.any(Number) } });
    expect((await run('predict', only, image(3))).stdout).toMatch(/3\.png, label color: (black|white) /);
  });
});
