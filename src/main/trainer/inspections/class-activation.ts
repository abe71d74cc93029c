import type { ClassActivation } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { lastFeatureMaps } from '../../../graph-runtime/compile/last-feature-maps';
import type { RunMoment } from '../prepare/run-control';
import { RunFailure } from '../protocol/trainer-failure';
import { askedOutput } from './asked-output';
import { type Attributed, attribute } from './attribute';
import { floats, inspectedImage } from './inspected-tensor';
import type { InspectionHandler, QuestionOf } from './inspection-handler';
import { sampleImage } from './sample-image';

/**
 * Which places of an image speak for a class.
 *
 * Where the last feature maps are only averaged and go through a dense layer, it is the class activation map `M(i, j) = Σₖ wₖ Aₖ(i, j)`
 * (Zhou et al. 2016, "Learning Deep Features for Discriminative Localization", arxiv.org/abs/1512.04150): its mean over all places, plus
 * the bias, is the class's score. Of any other network, Grad-CAM `max(0, Σₖ αₖ Aₖ(i, j))` with `αₖ` the mean over all places of the
 * score's gradient by `Aₖ` (Selvaraju et al. 2017, arxiv.org/abs/1610.02391).
 */
export const classActivation: InspectionHandler<'class-activation'> = (moment, question) => ({
  next: async () => ({ done: true, value: await answer(moment, question) }),
});

async function answer(
  { run: whole, step }: RunMoment,
  { sample, classIndex, output: wanted }: QuestionOf<'class-activation'>,
): Promise<ClassActivation> {
  const { run, evaluated, at } = askedOutput(whole, wanted);
  const output = run.outputs[at]?.path;
  const from = lastFeatureMaps(run.program.plan, output);
  if (from === null) throw new RunFailure(failure('no-feature-maps'));
  const { image, feeds, numbers, isInverted } = sampleImage(run, sample);
  const { inputs } = run.program.signatures.predict;
  const predicted = run.session.run({ inputs, outputs: { probabilities: evaluated.probabilities } }, feeds);
  const probabilities = floats(predicted.probabilities).values;
  const chosen = classIndex ?? probabilities.indexOf(Math.max(...probabilities));
  if (chosen >= probabilities.length) throw new RunFailure(failure('class-unknown', { index: chosen }));
  const seen = await attribute(run, { from, to: null, output }, feeds, chosen);
  const isExact = seen.isLinear && isEvenlySpread(seen);
  return {
    step,
    method: isExact ? 'cam' : 'grad-cam',
    path: from,
    classIndex: chosen,
    score: seen.end[chosen] ?? Number.NaN,
    probabilities,
    map: isExact ? mapOf(seen, 'sum') : positive(mapOf(seen, 'mean')),
    image: inspectedImage(run, image),
    ...(numbers.length > 0 && { numbers }),
    isInverted,
  };
}

/** `Σₖ (sum or mean over all places of the gradient by Aₖ) Aₖ(i, j)`, as `[height, width]`. */
function mapOf({ shape, start, gradient }: Attributed, weighing: 'sum' | 'mean') {
  const [height = 1, width = 1, channels = 1] = shape;
  const places = height * width;
  const weights = new Float64Array(channels);
  gradient.forEach((value, at) => {
    weights[at % channels] = (weights[at % channels] ?? 0) + value;
  });
  const share = weighing === 'mean' ? 1 / places : 1;
  const values = Float32Array.from({ length: places }, (_, place) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) {
      sum += share * (weights[channel] ?? 0) * (start[place * channels + channel] ?? 0);
    }
    return sum;
  });
  return { shape: [height, width], values };
}

function positive<T extends { readonly values: Float32Array }>(map: T): T {
  return { ...map, values: map.values.map((value) => Math.max(0, value)) };
}

/** Whether every place has the same gradient, as after a global average; float32 leaves a rounding. */
function isEvenlySpread({ shape, gradient }: Attributed): boolean {
  const channels = shape[2] ?? 1;
  const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return gradient.every((value, at) => Math.abs(value - (gradient[at % channels] ?? 0)) <= 1e-5 * largest);
}
