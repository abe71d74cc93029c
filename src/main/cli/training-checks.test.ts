import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { linear, optimized, straight } from '../../graph-runtime/training-checks/testing/check-cases';
import { inspect } from './commands/inspect';
import { train } from './commands/train';
import type { Output } from './output';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-checks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, document: NetloomDocument): string {
  const path = join(folder, name);
  writeFileSync(path, serializeDocument(document));
  return path;
}

/** Carries out a command and answers what it says. */
async function say(command: typeof inspect, ...args: readonly string[]) {
  const notes: string[] = [];
  const json: unknown[] = [];
  const output: Output = {
    isTerminal: false,
    columns: 80,
    print: () => undefined,
    printJson: (value) => json.push(value),
    printJsonInTwo: async (first, findRest) => void json.push({ ...first, ...(await findRest()) }),
    note: (lines) => notes.push(...[lines].flat()),
    draw: () => undefined,
  };
  const code = await command.run(args, output);
  return { code, notes: notes.join('\n'), json };
}

const fewScores = straight([
  ['flatten', 'flatten'],
  ['dense', 'dense', { units: 5 }],
]);

describe('inspect', () => {
  it('says at the node what does not go with the data set', async () => {
    const { code, notes } = await say(inspect, write('classes-5.json', fewScores));
    expect(code).toBe(1);
    expect(notes).toContain('error at output: “output” receives 5 scores, but the data set has 10 classes.');
    expect(notes).toContain('possible fix: Set Units of dense to 10');
  });

  it('names the field of a setting, for people and for programs', async () => {
    const file = write('crop.json', linear({ augmentation: [{ type: 'randomCrop', padding: 512 }] }));
    const { code, notes } = await say(inspect, file);
    expect(code).toBe(0);
    expect(notes).toContain('warning in training.augmentation.0.padding: ');
    const { json } = await say(inspect, file, '--json');
    expect(json).toMatchObject([
      {
        datasetIsHere: true,
        diagnostics: [{ code: 'crop-too-far', severity: 'warning', setting: 'augmentation.0.padding' }],
      },
    ]);
  });

  it('finds nothing wrong with a network for data that is elsewhere, and says where it is', async () => {
    const { code, notes } = await say(inspect, 'presets/mobilenet-v1.json');
    expect(code).toBe(0);
    expect(notes).toMatch(/^note: The data set “ImageNet” is not on this machine \(imagenet\)/);
  });
});

describe('train', () => {
  it.each([
    ['settings of the file', optimized({ type: 'adam', learningRate: 1e39 }), []],
    ['options', linear({}), ['--learning-rate', '1e39']],
    ['scores', fewScores, []],
  ])('refuses before anything is written: %s', async (_name, document, options) => {
    const out = join(folder, 'run');
    const { code, notes } = await say(train, write('refused.json', document), ...options, '--out', out);
    expect(code).toBe(1);
    expect(notes).toContain('error ');
    expect(existsSync(out)).toBe(false);
  });

  it('refuses a network whose data set is not here, with one that is', async () => {
    const { code, notes } = await say(train, 'presets/mobilenet-v1.json');
    expect(code).toBe(1);
    expect(notes).toContain('error in dataset: The data set “ImageNet” is not on this machine (imagenet).');
    expect(notes).toContain('possible fix: Train it on Fashion-MNIST instead');
  });
});
