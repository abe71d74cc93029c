import type { Prediction } from '../../../contract/contract';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import { askNetwork } from '../ask-network';
import { valueNamesOf } from '../class-names';
import { type Command, RUNS_A_NETWORK } from '../command';
import type { Output } from '../output';
import { readImages } from '../read-image';
import { predictionJson, predictionLine } from '../results/prediction-text';
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
  const predictions = asked.answers.filter((answer): answer is Prediction => 'truth' in answer);
  const names = await valueNamesOf(document, predictions[0]?.probabilities.length ?? 0);
  predictions.forEach((prediction, index) => {
    const image = images[index] ?? '';
    if (given.json) output.printJson({ image, ...predictionJson(prediction, names) });
    else output.print(`${image}: ${predictionLine(prediction, names)}`);
  });
  return 0;
}
