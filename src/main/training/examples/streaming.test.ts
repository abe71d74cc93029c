import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImageFile } from '../../data/image-file';
import { figuresOf, runTraining, smallNetwork } from '../testing/run-training';

let folder: string;
const cacheBefore = process.env.XDG_CACHE_HOME;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-cache-'));
  process.env.XDG_CACHE_HOME = folder;
});
afterAll(() => {
  if (cacheBefore === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cacheBefore;
  rmSync(folder, { recursive: true });
});

describe('a data set that is read from the disk batch by batch', () => {
  it.each([
    ['whole batches', {}],
    [
      'micro-batches, augmentation and examples kept apart',
      {
        microBatchSize: 20,
        validationShare: 0.2,
        augmentation: [{ type: 'randomCrop', padding: 2 } as const],
      },
    ],
  ])('gives the numbers of one that is kept, bit for bit: %s', async (_name, settings) => {
    const document = smallNetwork({ epochs: 2, ...settings });
    const kept = await runTraining(document);
    const streamed = await runTraining(document, { dataBudgetBytes: 1 });
    expect(streamed.steps).toEqual(kept.steps);
    expect(streamed.steps.size).toBeGreaterThan(10);
    expect(figuresOf(streamed.points)).toEqual(figuresOf(kept.points));
    expect(readdirSync(join(folder, 'netloom', 'images'))).toHaveLength(2);
  });

  it('is read in any order', async () => {
    const [name] = readdirSync(join(folder, 'netloom', 'images'));
    const file = new ImageFile(join(folder, 'netloom', 'images', name ?? ''), 16, 784);
    try {
      const indices = Int32Array.of(5, 6, 7, 0, 9, 1);
      const together = await file.read(indices);
      expect(file.readNow(indices)).toEqual(together);
      indices.forEach((index, place) => {
        expect(file.readNow(Int32Array.of(index))).toEqual(together.subarray(784 * place, 784 * (place + 1)));
      });
      await expect(file.read(Int32Array.of(1_000_000))).rejects.toThrow('ends before image 1000000');
    } finally {
      file.close();
    }
  });
});
