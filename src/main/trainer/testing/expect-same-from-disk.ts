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
  expect([...streamed.steps.keys()]).toEqual([...kept.steps.keys()]);
  for (const [step, result] of kept.steps) expectSame(`step ${step}`, streamed.steps.get(step), result);
  const [inMemory, fromDisk] = [kept, streamed].map(({ points }) => figuresOf(points));
  expect(fromDisk?.length).toBe(inMemory?.length);
  for (const [epoch, figures] of (inMemory ?? []).entries())
    expectSame(`epoch ${epoch + 1}`, fromDisk?.[epoch], figures);
}

/** Shows all numbers when it fails: a difference that comes once in many runs cannot be looked at again. */
function expectSame(when: string, fromDisk: unknown, inMemory: unknown): void {
  const [disk, memory] = [fromDisk, inMemory].map((each) => JSON.stringify(each));
  expect(fromDisk, `${when}, from the disk: ${disk}; in memory: ${memory}`).toEqual(inMemory);
}
