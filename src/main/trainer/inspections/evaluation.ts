import type { EvaluationResult } from '../../../contract/contract';
import { definedMetrics } from '../../../graph-runtime/targets/metrics';
import { lossOfLayers, partOf } from '../../../graph-runtime/targets/output-figures';
import type { Feeds } from '../engine/native-session';
import { numberOf } from '../engine/tensor-data';
import { addSums } from '../prepare/step-result';
import { evaluationBatchSize, type PreparedRun } from '../program/prepared-run';
import { type AskedOutput, askedOutput } from './asked-output';
import { evaluationOf } from './evaluations/registry';
import type { EvaluatedBatch } from './evaluations/target-evaluation';
import type { InspectionHandler } from './inspection-handler';

/**
 * The whole test set, in the batches of the run's own evaluations, so that loss and metrics are theirs to the last bit. It takes as
 * long as one of those; when the training continues in between, the rest is evaluated with a copy of the weights as they were when the
 * question was asked.
 */
export const evaluation: InspectionHandler<'evaluation'> = function* ({ run, step }, { output }) {
  const asked = askedOutput(run, output);
  const results = new Results(asked);
  const batchSize = evaluationBatchSize(run);
  let weights: Feeds | null = null;
  let isFrozen = false;
  for (let start = 0; start < run.testCount; start += batchSize) {
    if (start > 0) {
      // No step has been taken yet when the work is laid down for the first time.
      weights ??= currentWeights(run);
      const now = yield;
      isFrozen ||= now.step !== step;
    }
    const count = Math.min(batchSize, run.testCount - start);
    results.add(start, count, evaluateBatch(asked, start, count, isFrozen ? weights : null));
  }
  return { ...results.summary(), step };
};

/** Copies of the weights as evaluation reads them now. */
export function currentWeights({ program, session }: PreparedRun): Feeds {
  return session.run({ inputs: {}, outputs: Object.fromEntries(program.evaluationWeights) });
}

/** @param weights what replaces the weights as they are now; null: nothing does */
function evaluateBatch(
  { run, evaluated }: AskedOutput,
  start: number,
  count: number,
  weights: Feeds | null,
): EvaluatedBatch {
  const { program, session, target } = run;
  const { inputs, outputs } = program.signatures.evaluate;
  const { labels, scores, probabilities } = evaluated;
  const known = { ...outputs, labels, probabilities, ...(scores && { scores }) };
  const wanted = ['loss', 'sums', ...evaluationOf(target).wants];
  const fetched = Object.fromEntries(Object.entries(known).filter(([name]) => wanted.includes(name)));
  const indices = Int32Array.from({ length: count }, (_, index) => start + index);
  const examples = run.source.feeds('test', indices);
  if (weights === null) return session.run({ inputs, outputs: fetched }, examples);
  const fed = Object.fromEntries(program.evaluationWeights);
  return session.run({ inputs: { ...inputs, ...fed }, outputs: fetched }, { ...examples, ...weights });
}

/** Adds up what the batches say, and gathers what they say about single examples. */
class Results {
  readonly #asked: AskedOutput;
  readonly #gathered: ReturnType<ReturnType<typeof evaluationOf>['begin']>;
  #loss = 0;
  #sums: readonly number[] = [];

  constructor(asked: AskedOutput) {
    this.#asked = asked;
    this.#gathered = evaluationOf(asked.run.target).begin(asked.run);
  }

  add(start: number, count: number, batch: EvaluatedBatch): void {
    const { loss, sums } = batch;
    if (loss === undefined || sums === undefined) throw new Error('evaluation gives no loss');
    this.#loss += numberOf(loss);
    this.#sums = addSums(this.#sums, Array.from(sums.values));
    this.#gathered.add(start, count, batch);
  }

  summary(): EvaluationResult {
    const { run, at } = this.#asked;
    const { testCount: count, target, outputs } = run;
    const { counts, loss } = partOf(outputs, at, this.#sums);
    const metrics = {
      ...target.kind.measure(counts, count, target),
      klDivergence: lossOfLayers(outputs, this.#sums) / count,
    };
    const { metrics: more, ...details } = this.#gathered.result(counts);
    return {
      // The loss of a call is that of all outputs.
      ...{ step: 0, count, loss: (outputs.length === 1 ? this.#loss : loss) / count },
      metrics: definedMetrics({ ...metrics, ...more }),
      ...details,
    };
  }
}
