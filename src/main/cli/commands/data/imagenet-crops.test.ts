import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ImportReport } from '../../../../contract/contract';
import { applyEdits } from '../../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { readDocument } from '../../../../graph-runtime/testing/read-document';
import { fitToDatasetFix } from '../../../../graph-runtime/training-checks/fit-to-dataset';
import { findDataset } from '../../../data/dataset-catalog';
import { datasetRoots } from '../../../data/dataset-roots';
import { encode, picture, writeTree } from '../../../data/importing/testing/image-trees';
import { loadDataset } from '../../../data/load-dataset';
import { runTraining } from '../../../trainer/testing/run-training';
import { runData } from './testing/run-data';

/* A network for ImageNet on class folders, stored at 256 and cut to 224: the shipped garments as image files, imported and trained for a few steps. */

const CLASSES = ['top', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'boot'];
const [TRAIN, TEST] = [14, 6];

let home: string;
let id: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'netloom-imagenet-crops-'));
  vi.stubEnv('XDG_DATA_HOME', join(home, 'data'));
  const source = join(home, 'garments');
  await writeGarments(source);
  const { code, printed } = await runData('import', source, '--size', '256x256', '--color', 'rgb', '--json');
  expect(code).toBe(0);
  id = (printed as ImportReport).id;
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

async function writeGarments(source: string): Promise<void> {
  const found = await findDataset(datasetRoots(__dirname), 'fashion-mnist');
  const loaded = found.ok ? await loadDataset(found.value) : found;
  if (!found.ok || !loaded.ok) throw new Error('the shipped data set cannot be read');
  const { examples, labels } = loaded.value.train;
  for (let index = 0; index < TRAIN + TEST; index += 1) {
    const png = picture(0, 28, 28);
    examples.subarray(784 * index, 784 * (index + 1)).forEach((value, at) => {
      png.data.set([value, value, value, 255], 4 * at);
    });
    const split = index < TRAIN ? 'train' : 'test';
    writeTree(source, { [`${split}/${CLASSES[labels[index] ?? 0]}/${index}.png`]: encode(png) });
  }
}

/** The preset as *Train on it* sets it up: the data set, crops, and its last layer fitted to the classes. */
async function fitted(preset: string): Promise<NetloomDocument> {
  const found = await findDataset(datasetRoots(__dirname), id);
  if (!found.ok) throw new Error(found.error.code);
  const { name, exampleShape, target, splits } = found.value.description;
  expect(exampleShape).toEqual([256, 256, 3]);
  const file = join(process.cwd(), 'presets', preset);
  const document = applyEdits(readDocument(JSON.parse(readFileSync(file, 'utf8'))), [
    { kind: 'set-dataset', dataset: { id, name } },
    { kind: 'set-training', changes: { imageFit: 'crop', batchSize: 4, epochs: 1 } },
  ]);
  const fix = fitToDatasetFix(analyze(document), {
    ...{ exampleShape, target, trainCount: splits.train.count },
  });
  if (fix === null) throw new Error('a thousand classes do not fit');
  return applyEdits(document, fix.edits);
}

describe('networks for ImageNet on class folders', () => {
  it.each(['mobilenet-v1.json', 'resnet-18.json'])('train on crops of 224 out of 256: %s', async (preset) => {
    const document = await fitted(preset);
    const input = analyze(document).nodes.get('input')?.outputs?.[0]?.shape;
    expect(input).toEqual([224, 224, 3]);
    const { steps } = await runTraining(document, { datasets: datasetRoots(__dirname), stopAtStep: 2 });
    expect([...steps.keys()]).toEqual([1, 2]);
    for (const { loss } of steps.values()) expect(Number.isFinite(loss)).toBe(true);
  });

  it('see the same parts from memory and from the disk, and others than where images are resized', async () => {
    const document = await fitted('mobilenet-v1.json');
    const trial = { datasets: datasetRoots(__dirname), stopAtStep: 2 };
    const cropped = await runTraining(document, trial);
    const streamed = await runTraining(document, { ...trial, dataBudgetBytes: 1 });
    expect(streamed.steps).toEqual(cropped.steps);
    const training = { ...document.training, imageFit: 'resize' } as const;
    const resized = await runTraining({ ...document, training }, trial);
    expect(resized.steps.get(1)?.loss).not.toBe(cropped.steps.get(1)?.loss);
  });
});
