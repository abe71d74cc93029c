import type { Prediction } from '../../../contract/contract';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import { askNetwork } from '../ask-network';
import { classNamesOf } from '../class-names';
import { type Command, RUNS_A_NETWORK } from '../command';
import { formatPercent } from '../figures';
import type { Output } from '../output';
import { readImages } from '../read-image';
import { weightsOption } from '../shared-options';
import { readTrainedNetwork } from '../trained-network';

const options = {
  weights: weightsOption,
  invert: {
    kind: 'choice',
    among: ['auto', 'always', 'never'],
    value: 'WHEN',
    help: `auto (default): invert an image that is dark on light when the data set is light on
dark, as Fashion-MNIST is; always; never`,
  },
  json: { kind: 'flag', help: 'print one JSON object per line, with the probability of every class' },
} as const satisfies OptionDefinitions;

/** The most probable classes shown to people; JSON has all of them. */
const SHOWN_CLASSES = 3;

/** `predict DIR IMAGE...`: what a trained network takes images for. */
export const predict: Command = {
  takes: 'DIR IMAGE',
  summary: 'predicts the classes of images with a trained network',
  uses: [
    'predict DIR IMAGE...: predicts the classes of images (JPEG, PNG, WebP, GIF, BMP, TIFF, PPM) with a trained network',
    'predict FILE IMAGE... --weights FILE.safetensors: the same for a network file with weights',
  ],
  introduction: "Images may have any size and color; they are converted to match the data set's images.",
  options,
  ...RUNS_A_NETWORK,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [path, ...images] = positionals;
  const { invert = 'auto' } = given;
  if (path !== undefined && images.length === 0) throw new UsageError('predict needs images.');
  const network = await readTrainedNetwork('predict', path, given.weights, given.json, output);
  if (!network.ok) return network.exitCode;
  const samples = await readImages(images);
  const questions = samples.map((sample) => ({
    type: 'prediction' as const,
    sample: sample.type === 'pixels' ? { ...sample, invert } : sample,
  }));
  if (!given.json) output.draw('Loading the network …');
  const { document, weights } = network;
  const asked = await askNetwork(document, weights, questions, output);
  if (!asked.ok) return asked.exitCode;
  const predictions = asked.answers.filter((answer): answer is Prediction => 'probabilities' in answer);
  const names = await classNamesOf(document.dataset.id, predictions[0]?.probabilities.length ?? 0);
  predictions.forEach((prediction, index) => {
    const image = images[index] ?? '';
    if (given.json) output.printJson(asJson(image, names, prediction));
    else output.print(`${image}: ${describe(names, prediction)}`);
  });
  return 0;
}

function asJson(image: string, names: readonly string[], { probabilities, isInverted }: Prediction) {
  const [best = 0] = mostProbable(probabilities);
  return {
    image,
    class: best,
    name: names[best],
    isInverted,
    probabilities: Object.fromEntries(names.map((name, index) => [name, probabilities[index]])),
  };
}

function describe(names: readonly string[], { probabilities, isInverted }: Prediction): string {
  const shown = mostProbable(probabilities)
    .slice(0, SHOWN_CLASSES)
    .map((index) => `${names[index]} ${formatPercent(probabilities[index] ?? 0)}`);
  return shown.join(', ') + (isInverted ? ' (inverted: it is dark on light)' : '');
}

/** Classes, the most probable first. */
function mostProbable(probabilities: Float32Array): readonly number[] {
  return Array.from(probabilities.keys()).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
}
