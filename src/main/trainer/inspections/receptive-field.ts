import type { ReceptiveField } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { receptiveField } from '../../../graph-runtime/compile/receptive-field';
import type { RunMoment } from '../prepare/run-control';
import { RunFailure } from '../protocol/trainer-failure';
import { attribute } from './attribute';
import { inspectedImage } from './inspected-tensor';
import type { InspectionHandler, QuestionOf } from './inspection-handler';
import { outputOfNode } from './node-values';
import { sampleImage } from './sample-image';

/**
 * The receptive field of one number: the pixels it can depend on, from the graph, and how much it does for this image, by the size of its
 * gradient (Luo et al. 2016, "Understanding the Effective Receptive Field in Deep Convolutional Neural Networks", arxiv.org/abs/1701.04128).
 */
export const receptiveFieldOfNode: InspectionHandler<'receptive-field'> = (moment, question) => ({
  next: async () => ({ done: true, value: await answer(moment, question) }),
});

async function answer(
  { run, step }: RunMoment,
  question: QuestionOf<'receptive-field'>,
): Promise<ReceptiveField> {
  const { path } = question;
  const { input } = run.program.plan;
  const shape = outputOfNode(run, path)
    .shape.slice(1)
    .map((size) => size ?? 1);
  // A vector is a map of one place.
  const [height, width, channels] = shape.length === 1 ? [1, 1, ...shape] : shape;
  if (height === undefined || width === undefined || channels === undefined || input.shape.length !== 3) {
    throw new RunFailure(failure('no-maps', {}, { path }));
  }
  const row = Math.min(question.row, height - 1);
  const column = Math.min(question.column, width - 1);
  const channel = Math.min(question.channel, channels - 1);
  const { image, feeds } = sampleImage(run, question.sample);
  const chosen = (row * width + column) * channels + channel;
  const { gradient, end } = await attribute(run, { from: input.path, to: path }, feeds, chosen);
  const [inputHeight = 1, inputWidth = 1, inputChannels = 1] = input.shape;
  const pixels = inputHeight * inputWidth;
  const effective = new Float32Array(pixels);
  gradient.forEach((value, at) => {
    const pixel = Math.floor(at / inputChannels);
    effective[pixel] = (effective[pixel] ?? 0) + Math.abs(value);
  });
  const map = Float32Array.from({ length: height * width }, (_, at) => end[at * channels + channel] ?? 0);
  return {
    step,
    shape: [height, width, channels],
    ...{ row, column, channel },
    theoretical: receptiveField(run.analysis, input.path, path, { row, column }) ?? new Uint8Array(pixels),
    effective: { shape: [inputHeight, inputWidth], values: effective },
    outputMap: { shape: [height, width], values: map },
    image: inspectedImage(run, image),
  };
}
