import type { Prediction } from '../../../contract/contract';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import { askNetwork } from '../ask-network';
import { type Command, RUNS_A_NETWORK } from '../command';
import { outputTitle } from '../../packages/pictures/output-title';
import { type MainOutput, mainOutputsOf, namesFor, outputsJson } from '../main-outputs';
import type { Output } from '../output';
import { type PixelSample, readImages } from '../read-image';
import { besideJson, predictionJson, predictionLine } from '../results/prediction-text';
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
  number: {
    kind: 'texts',
    what: 'the name of a number and its value, such as age=40',
    value: 'NAME=VALUE',
    help: `a number that the network takes beside the images, such as age=40; once for each.
Those that are not given are the means of the training examples`,
  },
  second: {
    kind: 'texts',
    what: 'an image file',
    value: 'FILE',
    help: `the second image of an image, where the network takes one: once for each image, in
their order; where it takes several, all of the first image, then those of the next`,
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
  const numbers = readNumbers(given.number ?? []);
  const seconds = await readSeconds(given.second ?? [], images.length);
  const samples = (await readImages(images)).map((sample, at) => ({
    ...sample,
    ...(numbers && { numbers }),
    ...(seconds[at] && { seconds: seconds[at] }),
  }));
  const { document, weights } = network;
  const outputs = await mainOutputsOf(document);
  const questions = samples.flatMap((sample) =>
    outputs.map(({ path: asked }) => ({
      type: 'prediction' as const,
      sample: sample.type === 'pixels' ? { ...sample, invert } : sample,
      output: asked,
    })),
  );
  if (!given.json) output.draw('Loading the network …');
  const asked = await askNetwork(document, weights, questions, output);
  if (!asked.ok) return asked.exitCode;
  const predictions = asked.answers.filter((answer): answer is Prediction => 'truth' in answer);
  images.forEach((image, index) => {
    const ofImage = predictions.slice(index * outputs.length, (index + 1) * outputs.length);
    printImage(image, outputs, ofImage, given.json, output);
  });
  return 0;
}

/** Prints what each output predicts for an image. */
function printImage(
  image: string,
  outputs: readonly MainOutput[],
  predictions: readonly Prediction[],
  isJson: boolean,
  output: Output,
): void {
  const results = predictions.flatMap((prediction, at) => {
    const one = outputs[at];
    return one === undefined
      ? []
      : [{ output: one, prediction, names: namesFor(one, prediction.probabilities.length) }];
  });
  const [first] = predictions;
  if (isJson && first !== undefined) {
    const each = results.map(({ prediction, names, output: one }) => ({
      output: one,
      json: predictionJson(prediction, names),
    }));
    output.printJson({ image, isInverted: first.isInverted, ...outputsJson(each), ...besideJson(first) });
    return;
  }
  for (const { output: one, prediction, names } of results) {
    const title = outputTitle(one, outputs);
    output.print(`${image}${title === null ? '' : `, ${title}`}: ${predictionLine(prediction, names)}`);
  }
}

type SecondImage = NonNullable<PixelSample['seconds']>[number];

/** The second images of each image; none: none are given. Throws a `UsageError`. */
async function readSeconds(paths: readonly string[], images: number): Promise<readonly SecondImage[][]> {
  if (paths.length === 0) return [];
  const each = paths.length / images;
  if (!Number.isInteger(each))
    throw new UsageError(
      `--second is needed as often for each image: ${images} images, ${paths.length} second images.`,
    );
  const read = await readImages(paths);
  return Array.from({ length: images }, (_, at) =>
    read.slice(at * each, (at + 1) * each).map(({ shape, pixels }) => ({ shape, pixels })),
  );
}

/** Numbers by their names; null: none are given. Throws a `UsageError`. */
function readNumbers(given: readonly string[]): Record<string, number> | null {
  if (given.length === 0) return null;
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      const [name, value] = [text.slice(0, at), text.slice(at + 1).trim()];
      const number = Number(value);
      if (at < 1 || value === '' || !Number.isFinite(number))
        throw new UsageError(`--number needs a name and a value, such as age=40, not "${text}".`);
      return [name, number];
    }),
  );
}
