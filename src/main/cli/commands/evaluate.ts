import type { EvaluationResult } from '../../../contract/contract';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
import type { MetricId } from '../../../graph-runtime/targets/metrics';
import { targetKind } from '../../../graph-runtime/targets/registry';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import { askNetwork } from '../ask-network';
import { classNamesOf } from '../class-names';
import { type Command, RUNS_A_NETWORK } from '../command';
import { formatLoss, groupDigits } from '../figures';
import { formatMetric, metricName } from '../metric-text';
import type { Output } from '../output';
import { resultJson, resultLines } from '../results/registry';
import { weightsOption } from '../shared-options';
import { readTrainedNetwork } from '../trained-network';

const options = {
  weights: weightsOption,
  json: { kind: 'flag', help: 'print JSON, with the prediction for every image' },
} as const satisfies OptionDefinitions;

/** `evaluate DIR`: how a trained network does on the test set, as a whole and for each class or number. */
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
  if (answer === undefined || !('metrics' in answer)) throw new Error('no evaluation was answered');
  const names = await classNamesOf(document.dataset.id, 'classes' in answer ? answer.classes.length : 0);
  if (given.json) output.printJson(asJson(document.name, names, answer));
  else output.print(describe(document.name, datasetName(document.dataset.id), names, answer));
  return 0;
}

function asJson(name: string, names: readonly string[], result: EvaluationResult) {
  const { count, loss, metrics } = result;
  return { name, count, loss, metrics, ...resultJson(result, names) };
}

function describe(
  name: string,
  dataset: string,
  names: readonly string[],
  result: EvaluationResult,
): readonly string[] {
  const { count, loss, metrics } = result;
  const ids: readonly MetricId[] = targetKind(result.kind).metrics;
  const figures = [
    ...ids.map((id) => `${metricName(id)} ${formatMetric(id, metrics[id])}`),
    `loss ${formatLoss(loss)}`,
  ];
  return [
    `${name} on the ${groupDigits(count)} test images of ${dataset}: ${figures.join(', ')}`,
    '',
    ...resultLines(result, names),
  ];
}
