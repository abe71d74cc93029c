import { formatShape } from '../../../../layers/tensor-type';
import type { ExportedOutput } from '../../outputs';
import { NUMBERS_NAME } from '../../numbers';
import { numbersLines } from '../../numbers-lines';
import { predictionLine } from '../../python/readme-lines';
import { conversionRemarks } from '../conversion';
import type { SavedModelFacts } from '../saved-model-facts';

function orderText({ classNames, classNamesKey, numbers, turn }: ExportedOutput): string {
  if (numbers !== null) {
    const each = numbers.names.map(
      (name, at) => `${name} = score * ${numbers.deviation[at]} + ${numbers.mean[at]}`,
    );
    return `, standardized: ${each.join(', ')}`;
  }
  if (classNames.length > 0) return `, in the order of \`${classNamesKey}.txt\``;
  return turn === null ? '' : ', the names of which were not known';
}

/** `README.md` beside the graph. */
export function readmeText({ network, facts, outputs, numbers }: SavedModelFacts, predicts: boolean): string {
  const { document } = network.analysis;
  const isImage = network.input.shape.length === 3;
  const { normalization } = document.training;
  const refused = conversionRemarks(network).map(({ en }) => en);
  const lines = [
    `# ${document.name.replace(/\s+/g, ' ')} as a TensorFlow SavedModel`,
    '',
    `Exported from Netloom. Weights: ${facts.weights}.`,
    '',
    'The signature `serving_default`, as `tf.saved_model.load` and TensorFlow Serving find it:',
    '',
    `- \`input\`: float32 [batch, ${formatShape(network.input.shape).replaceAll(' × ', ', ').replaceAll('×', ', ')}]${isImage ? ', images with values between 0 and 1' : ''}.${normalization === undefined ? '' : ' Normalization is a part of the model.'}`,
    ...(numbers === null ? [] : [`- \`${NUMBERS_NAME}\`: float32 [batch, ${numbers.names.length}].`]),
    ...numbersLines(numbers, 'inside'),
    ...outputs.flatMap((output) => [
      `- \`${output.scores}\`: what the network computes${output.turn === null ? orderText(output) : ''}.`,
      ...(output.turn === null ? [] : [`- \`${output.probabilities}\`: of the classes${orderText(output)}.`]),
    ]),
    '',
    '```sh',
    'pip install -r requirements.txt',
    'python check.py               # the same scores as in Netloom, on this machine',
    ...(predicts ? [predictionLine(network, numbers)] : []),
    ...(refused.length === 0
      ? [
          'python to_litert.py           # for LiteRT (TensorFlow Lite)',
          'python to_coreml.py           # for Core ML: pip install coremltools; Netloom could not run the result, only a Mac can',
        ]
      : []),
    '```',
    '',
    ...refused,
    'The weights are constants of the graph: the model predicts, and is not trained further. `sample.npz` is a batch of random inputs with the',
    'scores that Netloom computed; `network.netloom` is the network as Netloom opens it.',
  ];
  return `${lines.join('\n')}\n`;
}
