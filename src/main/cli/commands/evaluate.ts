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
import { type Command, RUNS_A_NETWORK } from '../command';
import { formatLoss, groupDigits } from '../figures';
import { outputTitle } from '../../packages/pictures/output-title';
import { type MainOutput, mainOutputsOf, namesFor, outputsJson } from '../main-outputs';
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
  const outputs = await mainOutputsOf(document);
  const evaluations = outputs.map(({ path }) => ({ type: 'evaluation' as const, output: path }));
  const questions = hasEmbedding(document) ? [...evaluations, { type: 'retrieval' as const }] : evaluations;
  const asked = await askNetwork(document, weights, questions, output);
  if (!asked.ok) return asked.exitCode;
  const answers = asked.answers.flatMap((answer) => ('metrics' in answer ? [answer] : []));
  const retrieval = asked.answers.find((answer) => 'recallAt1' in answer) ?? null;
  const results = outputs.map((one, at): OutputResult => {
    const result = answers[at];
    if (result === undefined) throw new Error('no evaluation was answered');
    return { output: one, result, names: namesFor(one, 'classes' in result ? result.classes.length : 0) };
  });
  if (given.json)
    output.printJson({
      name: document.name,
      ...outputsJson(results.map((one) => ({ output: one.output, json: figuresOf(one) }))),
      ...(retrieval && { retrieval: retrievalJson(retrieval) }),
    });
  else {
    for (const one of results) {
      const title = outputTitle(one.output, outputs);
      const heading = title === null ? document.name : `${document.name}, ${title},`;
      output.print(describe(heading, datasetName(document.dataset.id), one));
    }
    if (retrieval !== null) output.print(retrievalLines(retrieval));
  }
  return 0;
}

/** Whether a network compares images as points, so that nearest neighbors can be asked for. */
function hasEmbedding(document: NetloomDocument): boolean {
  const analysis = analyze(document);
  return analysis.isTrainable && embeddingOf(planNetwork(analysis)) !== null;
}

/** What came out at a main output. */
interface OutputResult {
  readonly output: MainOutput;
  readonly names: readonly string[];
  readonly result: EvaluationResult;
}

function figuresOf({ names, result }: OutputResult): object {
  const { count, loss, metrics } = result;
  return { count, loss, metrics, ...resultJson(result, names) };
}

function describe(heading: string, dataset: string, { names, result }: OutputResult): readonly string[] {
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
    `${heading} on the ${groupDigits(count)} test examples of ${dataset}: ${figures.join(', ')}`,
    '',
    ...resultLines(result, names),
  ];
}
