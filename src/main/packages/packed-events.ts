import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { RunEvent } from '../../contract/contract';

/** A saved run has infinity and "not a number" as null: JSON has neither. */
const number = z.number().nullable();
const count = z.number().int().min(0).max(1e12);
const metrics = z.record(z.string().max(60), number).optional();
const text = z.string().max(1_000);

const stepPoint = z.object({
  step: count,
  epoch: z.number().min(0),
  loss: number,
  accuracy: number.optional(),
  metrics,
  trainingSeconds: number.optional(),
  learningRate: number.optional(),
  examplesPerSecond: number.optional(),
  memoryBytes: number.optional(),
});

const epochPoint = z.object({
  epoch: count,
  trainLoss: number,
  trainAccuracy: number.optional(),
  trainMetrics: metrics,
  validationLoss: number.optional(),
  validationAccuracy: number.optional(),
  validationMetrics: metrics,
  testLoss: number,
  testAccuracy: number.optional(),
  testMetrics: metrics,
  seconds: z.number().min(0),
  trainingSeconds: number.optional(),
  examplesPerSecond: number,
  learningRate: number.optional(),
  memoryBytes: number.optional(),
});

const histogram = z
  .object({ minimum: number, maximum: number, counts: z.array(count).max(1_000) })
  .optional();

const healthPoint = z.object({
  step: count,
  epoch: z.number().min(0),
  weights: z
    .array(
      z.object({
        name: text,
        weightNorm: number,
        gradientNorm: number,
        updateNorm: number,
        values: histogram,
        gradient: histogram,
      }),
    )
    .max(20_000),
  activations: z
    .array(z.object({ path: text, mean: number, deviation: number, deadShare: number.optional() }))
    .max(20_000),
});

const device = z.object({
  kind: z.enum(['cpu', 'gpu']),
  name: z.string().max(200),
  cores: count.optional(),
  memoryBytes: z.number().min(0).optional(),
});

/** The events that a run's file has: of others, and of fields that no event has, nothing is taken over. */
const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('compiled'),
    device,
    engine: z.string().max(200),
    trainableParameters: count,
    stepsPerEpoch: count.min(1),
    epochs: count,
    trainCount: count,
    testCount: count,
    validationCount: count.optional(),
    precision: z.enum(['float32', 'mixed']).optional(),
    target: z.enum(['class', 'classes', 'numbers', 'input', 'mask', 'image']).optional(),
    secondsToFirstStep: z.number().min(0),
    resumedAtStep: count.optional(),
  }),
  z.object({
    type: z.literal('step'),
    points: z.array(stepPoint).max(100_000),
    examplesPerSecond: number,
    secondsLeft: number,
    memoryBytes: number.optional(),
  }),
  z.object({ type: z.literal('epoch'), point: epochPoint }),
  z.object({ type: z.literal('health'), point: healthPoint }),
]);

/** The events in a stranger's file, one after the other; a line that is none is passed over. */
export async function* readPackedEvents(path: string): AsyncGenerator<RunEvent> {
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  for await (const line of lines) {
    const event = parseEvent(line);
    if (event !== null) yield event;
  }
}

function parseEvent(line: string): RunEvent | null {
  try {
    const read = eventSchema.safeParse(JSON.parse(line));
    // Numbers that are not finite are null in the app's own files, too.
    return read.success ? (read.data as RunEvent) : null;
  } catch {
    return null;
  }
}
