import type { EvaluationResult } from '../../../contract/contract';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import { askNetwork } from '../ask-network';
import { classNamesOf } from '../class-names';
import { type Command, RUNS_A_NETWORK } from '../command';
import { formatLoss, formatPercent, groupDigits } from '../figures';
import type { Output } from '../output';
import { weightsOption } from '../shared-options';
import { formatTable } from '../table';
import { readTrainedNetwork } from '../trained-network';

const options = {
  weights: weightsOption,
  json: { kind: 'flag', help: 'print JSON, with the prediction for every image' },
} as const satisfies OptionDefinitions;

/** `evaluate DIR`: how a trained network does on the test set, as a whole and for each class. */
export const evaluate: Command = {
  takes: 'DIR',
  summary: 'evaluates a trained network on the test set, class by class',
  uses: [
    'evaluate DIR: evaluates a trained network on the test set, overall and for each class',
    'evaluate FILE --weights FILE.safetensors: the same for a network file with weights',
  ],
  introduction: `DIR is a folder that "train --out DIR" wrote, or the folder of one of the app's runs.`,
  options,
  ...RUNS_A_NETWORK,
  run,
};

/** More columns do not fit a terminal. */
const MOST_COLUMNS = 40;
const MOST_PAIRS = 20;

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  if (positionals.length > 1) throw new UsageError(`evaluate takes one network, not ${positionals.length}.`);
  const network = await readTrainedNetwork('evaluate', positionals[0], given.weights, given.json, output);
  if (!network.ok) return network.exitCode;
  const { document, weights } = network;
  if (!given.json) output.draw(`Evaluating ${document.name} …`);
  const asked = await askNetwork(document, weights, [{ type: 'evaluation' }], output);
  if (!asked.ok) return asked.exitCode;
  const [answer] = asked.answers;
  if (answer === undefined || !('confusion' in answer)) throw new Error('no evaluation was answered');
  const names = await classNamesOf(document.dataset.id, answer.classes.length);
  if (given.json) output.printJson(asJson(document.name, names, answer));
  else output.print(describe(document.name, datasetName(document.dataset.id), names, answer));
  return 0;
}

function asJson(name: string, names: readonly string[], result: EvaluationResult) {
  const { count, loss, accuracy, confusion, classes, labels, predictions, confidences } = result;
  return {
    name,
    count,
    loss,
    accuracy,
    classes: classes.map((figures, index) => ({ name: names[index], ...figures })),
    confusion,
    labels: Array.from(labels),
    predictions: Array.from(predictions),
    confidences: Array.from(confidences),
  };
}

function describe(
  name: string,
  dataset: string,
  names: readonly string[],
  result: EvaluationResult,
): readonly string[] {
  const { count, loss, accuracy } = result;
  return [
    `${name} on the ${groupDigits(count)} test images of ${dataset}: accuracy ${formatPercent(accuracy)}, loss ${formatLoss(loss)}`,
    '',
    ...classTable(names, result),
    '',
    ...(names.length > MOST_COLUMNS ? confusedPairs(names, result) : confusionTable(names, result)),
  ];
}

function classTable(names: readonly string[], { classes }: EvaluationResult): readonly string[] {
  const share = (value: number) => (Number.isNaN(value) ? '-' : formatPercent(value));
  return formatTable(
    [
      { title: 'class', align: 'left' },
      { title: 'precision', align: 'right' },
      { title: 'recall', align: 'right' },
      { title: 'images', align: 'right' },
    ],
    classes.map(({ precision, recall, count }, index) => [
      names[index] ?? String(index),
      share(precision),
      share(recall),
      groupDigits(count),
    ]),
  );
}

/** What is confused most often, where a matrix would not fit a terminal. */
function confusedPairs(
  names: readonly string[],
  { labels, predictions }: EvaluationResult,
): readonly string[] {
  const counts = new Map<string, number>();
  labels.forEach((label, example) => {
    const predicted = predictions[example] ?? 0;
    const pair = `${names[label]} taken for ${names[predicted]}`;
    if (predicted !== label) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  });
  const pairs = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_PAIRS);
  return [
    `Confused most often${counts.size > pairs.length ? ` (${pairs.length} of ${groupDigits(counts.size)} pairs)` : ''}`,
    ...pairs.map(([pair, count]) => `${groupDigits(count)}  ${pair}`),
  ];
}

function confusionTable(names: readonly string[], { confusion }: EvaluationResult): readonly string[] {
  const table = formatTable(
    [
      { title: '', align: 'left' },
      ...confusion.map((_, index) => ({ title: String(index), align: 'right' as const })),
    ],
    confusion.map((row, index) => [`${index} ${names[index] ?? ''}`.trim(), ...row.map(String)]),
  );
  return ['Confusion: true classes in rows, predicted ones in columns', ...table];
}
