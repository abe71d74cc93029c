import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { networkToExport } from '../../graph-runtime/exchange/export/network-to-export';
import { analyze } from '../../graph-runtime/infer/analyze';
import { encode, picture, writeTree } from '../data/importing/testing/image-trees';
import { loadEngine } from '../trainer/engine/tensorflow';
import { networkWithNumbers } from '../trainer/testing/numbers-data';
import { startCli } from './testing/run-cli';

/* Numbers beside images on the command line: imported, trained on, and predicted with. */

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-numbers-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (...args: string[]) => startCli(args, { XDG_DATA_HOME: join(home, 'data') }).ended;

it('are imported from a list, trained on, and given to a prediction', async () => {
  const classes = ['young garment', 'old garment', 'young shoe', 'old shoe'];
  const rows = Array.from(
    { length: 60 },
    (_, at) => `${at}.png,${classes[at % 4]},${20 + (at % 7) * 5},${50 + at}`,
  );
  writeTree(join(home, 'source'), {
    ...Object.fromEntries(rows.map((_, at) => [`${at}.png`, encode(picture(at, 28, 28))])),
    'list.csv': ['file,label,age,weight', ...rows].join('\n'),
  });
  const answers = ['--answer', 'number1=age', '--answer', 'number2=weight'];
  const shown = await run('data', 'inspect', join(home, 'source'), ...answers);
  expect(shown.stdout).toMatch(/^Numbers +age, weight$/m);
  const imported = await run('data', 'import', join(home, 'source'), ...answers, '--json');
  expect(imported.code, imported.stderr).toBe(0);
  const { id } = JSON.parse(imported.stdout.trim().split('\n').at(-1) ?? '{}');
  const document = join(home, 'worn.json');
  writeFileSync(document, JSON.stringify(networkWithNumbers(id, { epochs: 1, batchSize: 10 })));
  const folder = join(home, 'run');
  const trained = await run('train', document, '--out', folder);
  expect(trained.code, trained.stderr).toBe(0);

  const image = join(home, 'source', '3.png');
  const plain = await run('predict', folder, image);
  expect(plain.stdout).toMatch(
    /, with age [\d.]+ \(the mean of the training examples\), weight [\d.]+ \(the mean/,
  );
  const given = await run('predict', folder, image, '--number', 'age=88', '--json');
  const { numbers, probabilities } = JSON.parse(given.stdout);
  expect(numbers.age).toBe(88);
  const other = JSON.parse((await run('predict', folder, image, '--number', 'age=5', '--json')).stdout);
  expect(other.probabilities).not.toEqual(probabilities);
  expect(await run('predict', folder, image, '--number', 'height=3')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'The network takes no number “height” beside the image. It takes: age, weight.',
    ),
  });
  expect(await run('predict', folder, image, '--number', 'age')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--number needs a name and a value, such as age=40, not "age".'),
  });
  expect(JSON.parse(readFileSync(join(folder, 'document.json'), 'utf8')).dataset.id).toBe(id);

  // Files for other frameworks have the names of the numbers, and what standardizes them.
  const project = join(home, 'project');
  expect(await run('export', folder, project, '--to', 'keras')).toMatchObject({ code: 0 });
  expect(readFileSync(join(project, 'data.py'), 'utf8')).toContain('INPUT_NUMBERS = ["age", "weight"]');
  const saved = join(home, 'saved');
  expect(await run('export', folder, saved, '--to', 'saved-model')).toMatchObject({ code: 0 });
  expect(readFileSync(join(saved, 'README.md'), 'utf8')).toContain(
    'in this order: age, weight; as they were',
  );
  const web = join(home, 'web');
  expect(await run('export', folder, web, '--to', 'tfjs')).toMatchObject({ code: 0 });
  const { userDefinedMetadata } = JSON.parse(readFileSync(join(web, 'model.json'), 'utf8'));
  expect(userDefinedMetadata.numbers.measured.names).toEqual(['age', 'weight']);
  const { tf } = await loadEngine();
  const model = await tf.node.loadSavedModel(saved, ['serve'], 'serving_default');
  // One gray: resizing leaves it as it is.
  const uniform = picture(0, 28, 28);
  uniform.data.fill(120);
  for (let alpha = 3; alpha < uniform.data.length; alpha += 4) uniform.data[alpha] = 255;
  const gray = join(home, 'gray.png');
  writeFileSync(gray, encode(uniform));
  const asked = await run('predict', folder, gray, '--number', 'age=88', '--invert', 'never', '--json');
  const expected = JSON.parse(asked.stdout);
  const [height, width, channels] = networkToExport(analyze(networkWithNumbers(id))).input.shape;
  const found = model.predict({
    input: tf.fill([1, height ?? 0, width ?? 0, channels ?? 0], 120 / 255),
    numbers: tf.tensor([[88, expected.numbers.weight]]),
  });
  if (Array.isArray(found) || found instanceof tf.Tensor) throw new Error('outputs have no names');
  const computed = (await found.probabilities?.data()) ?? [];
  const layersModel = await tf.loadLayersModel(`file://${join(web, 'model.json')}`);
  const { mean, deviation } = userDefinedMetadata.numbers.measured;
  const standardized = [88, expected.numbers.weight].map((value, at) => (value - mean[at]) / deviation[at]);
  const inBrowser = layersModel.predict([
    tf.fill([1, height ?? 0, width ?? 0, channels ?? 0], 120 / 255),
    tf.tensor([standardized]),
  ]);
  if (Array.isArray(inBrowser)) throw new Error('the model has several outputs');
  const ofPage = await inBrowser.data();
  expect(Object.keys(expected.probabilities).sort()).toEqual([...classes].sort());
  const names = readFileSync(join(saved, 'class_names.txt'), 'utf8').trim().split('\n');
  for (const [at, name] of names.entries()) {
    expect(computed[at]).toBeCloseTo(expected.probabilities[name], 5);
    expect(ofPage[at]).toBeCloseTo(expected.probabilities[name], 5);
  }
});
