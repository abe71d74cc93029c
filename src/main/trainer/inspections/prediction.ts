import type { InspectedTensor, Sample, SampleSecond, TargetValue } from '../../../contract/contract';
import { signatureOf } from '../../../graph-runtime/compile/program-signatures';
import type { PreparedRun } from '../program/prepared-run';
import { askedOutput } from './asked-output';
import { inspectedImage, seenPart } from './inspected-tensor';
import { atOnce } from './inspection-handler';
import { sampleImage } from './sample-image';
import type { TakenSecond } from './sample-seconds';
import { labelValue, predictedValue } from './values/target-value';

/** What the network predicts for one image, and what its label says. */
export const prediction = atOnce<'prediction'>(({ run: asked, step }, { sample, output }) => {
  const { run, evaluated } = askedOutput(asked, output);
  const { image, feeds, numbers, seconds, isInverted } = sampleImage(run, sample);
  const { inputs } = signatureOf(run.program, 'predict');
  const wanted = { probabilities: evaluated.probabilities };
  const { probabilities } = run.session.run({ inputs, outputs: wanted }, feeds);
  if (probabilities === undefined) throw new Error('nothing is predicted');
  const value = predictedValue(run.target, probabilities);
  return {
    step,
    probabilities: 'probabilities' in value ? value.probabilities : new Float32Array(),
    value,
    truth: truthOf(run, sample),
    image: inspectedImage(run, image),
    ...(run.source.rows > 1 && { others: othersOf(run, sample) }),
    ...(seconds.length > 0 && { seconds: seconds.map(shownSecond) }),
    ...(numbers.length > 0 && { numbers }),
    isInverted,
  };
});

/** A stored second image as numbers in [0, 1]. */
function shownSecond({ name, image: { shape, values } }: TakenSecond): SampleSecond {
  const unit = Float32Array.from(values, (value) => value / 255);
  return { name, image: { shape: shape.slice(1), values: unit } };
}

/** The images that a sample is compared with. */
function othersOf(run: PreparedRun, sample: Sample): readonly InspectedTensor[] {
  if (sample.type !== 'dataset') return [];
  const [, ...others] = run.source.tupleOf(sample.split, sample.index);
  return run.source.images(sample.split, others).map((image) => inspectedImage(run, image));
}

function truthOf(run: PreparedRun, sample: Sample): TargetValue | null {
  if (sample.type !== 'dataset') return null;
  const { source, target } = run;
  const compared =
    target.kind.tuple === undefined ? [sample.index] : source.tupleOf(sample.split, sample.index);
  const value = labelValue(target, source.labels(sample.split, compared), run.exampleShape);
  if (value === null || !('classes' in value)) return value;
  const seen = seenPart(run, [value.height, value.width, 1], value.classes);
  const [height = 1, width = 1] = seen.shape;
  return { ...value, height, width, classes: Uint8Array.from(seen.values) };
}
