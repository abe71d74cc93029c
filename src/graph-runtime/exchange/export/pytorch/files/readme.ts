import type { TargetDescription } from '../../../../datasets/target-description';
import type { NetworkToExport } from '../../network-to-export';
import { inputText, predictionLine } from '../../python/readme-lines';
import { numbersLines } from '../../numbers-lines';
import { isImageShape } from '../../python/data-source';
import { dataSummary } from '../../python/training/data-text';
import type { ProjectFacts } from '../project-facts';
import { trainingRemarks } from '../training/remarks';

/** `README.md` of a project. */
export function readmeText(
  { network, facts, className, parameterCount, training, numbers }: ProjectFacts,
  { predicts, trains }: { readonly predicts: boolean; readonly trains: boolean },
): string {
  const { document } = network.analysis;
  const heads = network.auxiliary.length;
  const lines = [
    `# ${document.name.replace(/\s+/g, ' ')} in PyTorch`,
    '',
    `Exported from Netloom: ${parameterCount.toLocaleString('en-US')} parameters, ${inputText(network)}. Weights: ${facts.weights}.`,
    '',
    '```sh',
    'pip install -r requirements.txt',
    'python check.py                # the same scores as in Netloom, on this machine',
    ...(training !== null && trains
      ? [
          `python train.py --data DATA    # trains as Netloom does, ${dataSummary(training, isImageShape(network.input.shape))}`,
          'torchrun --nproc-per-node 2 train.py --data DATA',
        ]
      : []),
    ...(predicts ? [predictionLine(network, numbers)] : []),
    '```',
    '',
    `- \`model.py\`: the network, \`${className}\`. Images are [batch, channels, height, width].`,
    '- `weights.safetensors`: its weights, in the layout of PyTorch.',
    `- \`data.py\`: size of the input, names of the classes${network.mains.length === 1 ? '' : ' of each output'}, normalization (the model does not normalize itself).`,
    ...numbersLines(numbers, 'outside'),
    '- `sample.safetensors`: a batch of random inputs with the scores that Netloom computed for them.',
    '- `network.netloom`: the network as Netloom opens it.',
    '- `notebook.ipynb`: all of this as one notebook.',
    ...trainingLines(network, trains, facts.target),
    ...(heads === 0
      ? []
      : [
          '',
          `In training mode, the model also returns the scores of its ${heads === 1 ? 'auxiliary output' : `${heads} auxiliary outputs`}.`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What of the training is the same, and what is not. */
function trainingLines(
  network: NetworkToExport,
  trains: boolean,
  target: TargetDescription | undefined,
): readonly string[] {
  const remarks = trainingRemarks(network, target).map(({ en }) => en);
  if (!trains) return ['', ...remarks];
  return [
    '',
    "Training begins with `weights.safetensors` (`--random`: with PyTorch's random weights) and takes the examples in the order of Netloom:",
    'without dropout and augmentation, whose random numbers are others, the losses are the same. Several processes share each batch and',
    "add up their gradients; batch normalization takes the statistics of each process's part.",
    ...remarks,
  ];
}
