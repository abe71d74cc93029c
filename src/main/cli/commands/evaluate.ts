import type { EvaluationResult } from '../../../contract/contract';
import { embeddingOf } from '../../../graph-runtime/compile/embedding';
import { planNetwork } from '../../../graph-runtime/compile/lower-network';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
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
import { retrievalJson, retrievalLines } from '../results/retrieval';
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
  const outputs = mainOutputs(document);
  const evaluations = outputs.map((path) => ({ type: 'evaluation' as const, output: path }));
  const questions = hasEmbedding(document) ? [...evaluations, { type: 'retrieval' as const }] : evaluations;
  const asked = await askNetwork(document, weights, questions, output);
  if (!asked.ok) return asked.exitCode;
  const results = asked.answers.flatMap((answer) => ('metrics' in answer ? [answer] : []));
  const retrieval = asked.answers.find((answer) => 'recallAt1' in answer) ?? null;
  const [first] = results;
  if (first === undefined || results.length !== outputs.length) throw new Error('no evaluation was answered');
  const named: NamedResult[] = [];
  for (const [at, result] of results.entries()) {
    const names = await classNamesOf(document, 'classes' in result ? result.classes.length : 0, outputs[at]);
    named.push({ path: outputs.length === 1 ? null : (outputs[at] ?? null), names, result });
  }
  if (given.json)
    output.printJson({
      ...asJson(document.name, named),
      ...(retrieval && { retrieval: retrievalJson(retrieval) }),
    });
  else {
    for (const one of named) output.print(describe(document.name, datasetName(document.dataset.id), one));
    if (retrieval !== null) output.print(retrievalLines(retrieval));
  }
  return 0;
}

/** Whether a network compares images as points, so that nearest neighbors can be asked for. */
function hasEmbedding(document: NetloomDocument): boolean {
  const analysis = analyze(document);
  return analysis.isTrainable && embeddingOf(planNetwork(analysis)) !== null;
}

/** What came out at a main output; its path only where there are several. */
interface NamedResult {
  readonly path: string | null;
  readonly names: readonly string[];
  readonly result: EvaluationResult;
}

/** Paths of the main outputs; the first by its place alone where the network has errors, which the trainer reports. */
function mainOutputs(document: NetloomDocument): readonly (string | undefined)[] {
  const analysis = analyze(document);
  return analysis.isTrainable ? planNetwork(analysis).mains.map(({ path }) => path) : [undefined];
}

/** Of several outputs each is under its own name. */
function asJson(name: string, results: readonly NamedResult[]) {
  const [only] = results;
  if (only !== undefined && only.path === null) return { name, ...figuresOf(only) };
  return { name, outputs: Object.fromEntries(results.map((one) => [one.path ?? '', figuresOf(one)])) };
}

function figuresOf({ names, result }: NamedResult) {
  const { count, loss, metrics } = result;
  return { count, loss, metrics, ...resultJson(result, names) };
}

function describe(name: string, dataset: string, { path, names, result }: NamedResult): readonly string[] {
  const { count, loss, metrics } = result;
  const ids: readonly MetricId[] = [
    ...targetKind(result.kind).metrics,
    ...(metrics.klDivergence === undefined ? [] : (['klDivergence'] as const)),
  ];
  const figures = [
    ...ids.map((id) => `${metricName(id)} ${formatMetric(id, metrics[id])}`),
    `loss ${formatLoss(loss)}`,
  ];
  return [
    `${path === null ? name : `${name}, output ${path},`} on the ${groupDigits(count)} test examples of ${dataset}: ${figures.join(', ')}`,
    '',
    ...resultLines(result, names),
  ];
}
