import { inputText, predictionLine } from '../../python/readme-lines';
import { numbersLines } from '../../numbers-lines';
import { isImageShape } from '../../python/data-source';
import { dataSummary } from '../../python/training/data-text';
import type { KerasFacts } from '../project-facts';
import { trainingRemarks } from '../../pytorch/training/remarks';

/** `README.md` of a project. */
export function readmeText(
  { network, facts, parameterCount, training, numbers, outputs }: KerasFacts,
  { predicts, trains }: { readonly predicts: boolean; readonly trains: boolean },
): string {
  const { document } = network.analysis;
  const lines = [
    `# ${document.name.replace(/\s+/g, ' ')} in Keras`,
    '',
    `Exported from Netloom: ${parameterCount.toLocaleString('en-US')} parameters, ${inputText(network)}. Weights: ${facts.weights}.`,
    '',
    '```sh',
    'pip install -r requirements.txt',
    'python check.py                # the same scores as in Netloom, on this machine',
    ...(training !== null && trains
      ? [
          `python train.py --data DATA    # trains as Netloom does, ${dataSummary(training, isImageShape(network.input.shape))}`,
        ]
      : []),
    ...(predicts ? [predictionLine(network, numbers)] : []),
    '```',
    '',
    '- `model.keras`: the network with its weights, as Keras 3 loads it without any of these files: `keras.saving.load_model("model.keras")`.',
    '- `model.py`: the same network as source, `build_model()`; `load_weights("model.keras")` gives it the weights. Images are [batch, height, width, channels].',
    ...(trains && network.auxiliary.length > 0
      ? [
          '- `training.keras`: the network with its auxiliary outputs, `build_model(auxiliary=True)`, from which `train.py` begins.',
        ]
      : []),
    `- \`data.py\`: size of the input, names of the classes${network.mains.length === 1 ? '' : ' of each output'}, normalization (the model does not normalize itself).`,
    ...numbersLines(numbers, 'outside'),
    '- `sample.npz`: a batch of random inputs with the scores that Netloom computed for them.',
    ...(outputs.length === 1
      ? [
          '- `to_litert.py`, `to_coreml.py`: convert `model.keras` for phones and small devices. Netloom could not run the result for Core ML, only a Mac can.',
        ]
      : [
          '- `to_litert.py`: converts `model.keras` for phones and small devices. For Core ML, export the network as a SavedModel: the converter does not keep',
          '  the order of several outputs, which that has names for.',
        ]),
    '- `network.netloom`: the network as Netloom opens it.',
    '- `notebook.ipynb`: all of this as one notebook.',
    '',
    ...(trains ? TRAINING : []),
    ...trainingRemarks(network, facts.target).map(({ en }) => en),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

const TRAINING = [
  "Training begins with the weights of `model.keras` (`--random`: with Keras's random weights) and takes the examples in the order of Netloom:",
  'without dropout and augmentation, whose random numbers are others, the losses are the same. Adam has its epsilon elsewhere in Keras, which',
  'matters where gradients are next to 0.',
];
