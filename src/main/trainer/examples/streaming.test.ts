import { copyFileSync, mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BatchReader } from '../../data/batch-reader';
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
      'micro-batches, augmentation and examples held out',
      {
        microBatchSize: 20,
        validationShare: 0.2,
        augmentation: [{ type: 'randomCrop', padding: 2 } as const],
      },
    ],
    ['parts of images that are larger than the input', { imageFit: 'crop' as const }],
  ])('gives the numbers of one that is kept, bit for bit: %s', async (_name, settings) => {
    const document = smallNetwork({ epochs: 2, ...settings });
    const kept = await runTraining(document);
    const streamed = await runTraining(document, { dataBudgetBytes: 1 });
    expect(streamed.steps).toEqual(kept.steps);
    expect(streamed.steps.size).toBeGreaterThan(10);
    expect(figuresOf(streamed.points)).toEqual(figuresOf(kept.points));
    expect(readdirSync(join(folder, 'netloom', 'images'))).toHaveLength(2);
  });

  describe('its reader', () => {
    let file: ImageFile;
    let reader: BatchReader;
    beforeEach(() => {
      const [name] = readdirSync(join(folder, 'netloom', 'images'));
      file = new ImageFile({
        path: join(folder, 'netloom', 'images', name ?? ''),
        start: 16,
        imageSize: 784,
      });
      reader = new BatchReader(file);
    });
    afterEach(() => {
      reader.close();
      file.close();
    });

    const order = Int32Array.from({ length: 47 }, (_, place) => (place * 617) % 5000);
    const batch = (number: number) => order.subarray(5 * number, 5 * number + 5);

    it('reads in any order, side by side or not', () => {
      const indices = Int32Array.of(5, 6, 7, 0, 9, 1);
      const together = file.read(indices);
      indices.forEach((index, place) => {
        expect(file.read(Int32Array.of(index))).toEqual(together.subarray(784 * place, 784 * (place + 1)));
      });
      expect(() => file.read(Int32Array.of(1_000_000))).toThrow('ends before image 1000000');
    });

    it('brings every batch that was announced, the last one as large as what is left', async () => {
      reader.expect(order, 5);
      for (let number = 0; number < 10; number += 1) {
        const images = await reader.fetch(batch(number));
        expect(Array.from(images)).toEqual(Array.from(file.read(batch(number))));
        // What the thread brings, and not what is read here in its place.
        expect(images.buffer).toBeInstanceOf(SharedArrayBuffer);
      }
    });

    it('leaves the batch at hand alone while it reads ahead', async () => {
      reader.expect(order, 5);
      const images = await reader.fetch(batch(0));
      // Time enough for the thread to fill all the room it has.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(Array.from(images)).toEqual(Array.from(file.read(batch(0))));
    });

    it('brings others than announced too, and what is announced again', async () => {
      reader.expect(order, 5);
      await reader.fetch(batch(0));
      const others = Int32Array.of(3, 1, 2);
      expect(Array.from(await reader.fetch(others))).toEqual(Array.from(file.read(others)));
      reader.expect(order.subarray(20), 5);
      const images = await reader.fetch(batch(4));
      expect(Array.from(images)).toEqual(Array.from(file.read(batch(4))));
      expect(images.buffer).toBeInstanceOf(SharedArrayBuffer);
    });

    it('reads for itself what its thread cannot', async () => {
      const copy = join(folder, 'copy.idx');
      copyFileSync(file.location.path, copy);
      const opened = new ImageFile({ ...file.location, path: copy });
      // The thread opens the file again, and finds none.
      unlinkSync(copy);
      const alone = new BatchReader(opened);
      alone.expect(order, 5);
      const images = await alone.fetch(batch(0));
      expect(Array.from(images)).toEqual(Array.from(file.read(batch(0))));
      expect(images.buffer).not.toBeInstanceOf(SharedArrayBuffer);
      alone.close();
      opened.close();
    });

    it('says what the matter is with a batch that cannot be read', async () => {
      reader.expect(Int32Array.of(1, 1_000_000), 1);
      await reader.fetch(Int32Array.of(1));
      await expect(reader.fetch(Int32Array.of(1_000_000))).rejects.toThrow('ends before image 1000000');
    });
  });
});
