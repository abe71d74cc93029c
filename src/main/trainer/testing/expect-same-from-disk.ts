import { expect } from 'vitest';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { figuresOf, type TrainingTrial, type Trial } from './run-training';

/** Checks that a run whose data are read from the disk, batch by batch, gives the numbers of one that has them in memory, bit for bit. */
export async function expectSameFromDisk(
  run: (document: NetloomDocument, trial?: TrainingTrial) => Promise<Trial>,
  document: NetloomDocument,
): Promise<void> {
  const kept = await run(document);
  const streamed = await run(document, { dataBudgetBytes: 1 });
  expect(streamed.steps).toEqual(kept.steps);
  expect(figuresOf(streamed.points)).toEqual(figuresOf(kept.points));
}
