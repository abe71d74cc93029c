import type { SpeedRecord } from '../../../graph-runtime/estimate/speed-record';
import { stepWork, trainingWorkOf } from '../../../graph-runtime/estimate/training-work';
import type { PreparedRun } from '../program/prepared-run';

/** A measured step of a prepared run, of that many examples, as estimates use it. */
export function speedRecordOf(
  run: Pick<PreparedRun, 'analysis' | 'document' | 'program' | 'session' | 'target'>,
  { source, examples, seconds }: { source: SpeedRecord['source']; examples: number; seconds: number },
): SpeedRecord {
  const { column, description } = run.target;
  // All labels of the data set, as whoever asks for an estimate has them: other outputs may learn others.
  const targets = column?.of ?? description;
  const work = trainingWorkOf(run.analysis, run.document.training, exampleShapeOf(run), targets);
  const { device, engine } = run.session;
  return {
    key: work.key,
    source,
    device: { kind: device.kind, name: device.name },
    engine: engine.name,
    precision: work.precision,
    work: stepWork(work, examples),
    seconds,
    at: Date.now(),
  };
}

/** `[height, width, channels]` of the stored images. */
export function exampleShapeOf({ program }: Pick<PreparedRun, 'program'>): readonly number[] {
  return program.batch.images.shape.slice(1).map((size) => size ?? 1);
}
