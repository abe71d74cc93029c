import { formatShape } from '../../../../layers/tensor-type';
import { type ExportedNumbers, NUMBERS_NAME } from '../../numbers';
import { numbersLines } from '../../numbers-lines';
import type { TfjsMetadata } from '../model';
import type { PageScripts } from './page';

/** `README.md` of an exported folder. */
export function readmeText(metadata: TfjsMetadata, { hasData, hasOwnLayers }: PageScripts): string {
  const { name, inputShape, normalization, numbers, outputs, weights } = metadata;
  const [first] = outputs;
  const isOne = outputs.length === 1;
  const output = first?.kind ?? 'scores';
  const kinds = isOne ? output : outputs.map(({ name: place, kind }) => `${kind} of ${place}`).join(', ');
  const prepared = [
    ...(metadata.inputRange === null ? [] : ['pixels / 255']),
    ...(normalization === null ? [] : [`(x - [${normalization.mean}]) / [${normalization.deviation}]`]),
  ];
  const entering = numbers === null ? '' : ` and ${numbers.count} numbers`;
  const comment = `[batch, ${inputShape.join(', ')}]${prepared.length === 0 ? '' : `: ${prepared.join(', then ')}`}`;
  const lines = [
    `# ${name.replace(/\s+/g, ' ')} in TensorFlow.js`,
    '',
    `Exported from Netloom. Input ${formatShape(inputShape)}${entering}, output: ${kinds}. Weights: ${weights}.`,
    '',
    hasData
      ? 'Open `index.html` in a browser: it classifies an image that is dropped or drawn. Nothing is sent anywhere.'
      : 'Serve this folder, for example with `python3 -m http.server`, and open the address that it prints: the page classifies an image that is dropped or drawn.',
    'It first computes a sample and compares the result with what Netloom computed.',
    '',
    '```js',
    "const model = await tf.loadLayersModel('model.json');",
    `const ${isOne ? output : `[${outputs.map((_, at) => `${outputs[at]?.kind}${at + 1}`).join(', ')}]`} = model.predict(${numbers === null ? 'input' : `[input, ${NUMBERS_NAME}]`});   // ${comment}${numbers === null ? '' : `; [batch, ${numbers.count}]`}`,
    '```',
    '',
    ...numbersLines(besideOf(numbers), 'page'),
    '- `model.json`, `weights.bin`: the layers model; `userDefinedMetadata` has the names of the classes, normalization and the network itself.',
    ...outputs.flatMap(({ name: place, numbers: predicted }) =>
      predicted === null
        ? []
        : [
            `- The scores${isOne ? '' : ` of ${place}`} are numbers, standardized: ${predicted.names.join(', ')}; value * deviation + mean, with those in \`userDefinedMetadata.outputs\`, makes them those of the data, as the page does.`,
          ],
    ),
    ...(hasOwnLayers
      ? [
          '- `layers.js`: a class of layers that TensorFlow.js does not have; load it after TensorFlow.js and before the model.',
        ]
      : []),
    '- `tf.min.js`: TensorFlow.js 4.22 (Apache License 2.0).',
  ];
  return `${lines.join('\n')}\n`;
}

function besideOf(numbers: TfjsMetadata['numbers']): Pick<ExportedNumbers, 'names' | 'isKnown'> | null {
  if (numbers === null) return null;
  const { count, measured } = numbers;
  return { names: measured?.names ?? new Array<string>(count).fill(''), isKnown: measured !== null };
}
