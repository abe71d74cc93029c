import { parentPort } from 'node:worker_threads';
import { BatchRing, type SharedRing } from './batch-ring';
import { ImageFile, type ImageFileLocation } from './image-file';

/** A thread that reads training batches ahead, so that the one that waits for the engine need not. */

/** Batches that are wanted, in order; the last is as large as what is left. */
export interface BatchesWanted {
  readonly location: ImageFileLocation;
  readonly order: Int32Array;
  readonly batchSize: number;
  readonly ring: SharedRing;
}

parentPort?.on('message', (wanted: BatchesWanted) => {
  const ring = new BatchRing(wanted.ring);
  try {
    readBatches(wanted, ring);
  } catch {
    // Whoever waits for the batch reads it itself then, and gets the error.
    ring.fail();
  }
});

function readBatches({ location, order, batchSize }: BatchesWanted, ring: BatchRing): void {
  const file = new ImageFile(location);
  try {
    for (let batch = 0; batch * batchSize < order.length && ring.waitForRoom(batch); batch += 1) {
      const indices = order.subarray(batch * batchSize, (batch + 1) * batchSize);
      file.readInto(ring.slot(batch, indices.length * location.imageSize), indices);
      ring.wrote(batch);
    }
  } finally {
    file.close();
  }
}
