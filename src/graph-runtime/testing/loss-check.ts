import { expect } from 'vitest';
import { float32, int32, type TensorData } from '../../main/trainer/engine/tensor-data';
import type { LayerDefinition, LossRule } from '../layers/layer';
import type { ResolvedParameters } from '../layers/parameter';
import { mean } from '../ops/reductions';
import { expectClose } from './closeness';
import type { DoubleTensor } from './double-tensor';
import { type GivenParameters, parametersOf } from './layer-parameters';
import { runLowering } from './run-lowering';

/** A loss with its numbers. */
export interface LossExample {
  readonly parameters: GivenParameters;
  /** `[batch, scores]` */
  readonly scores: DoubleTensor;
  readonly labels: readonly number[];
  /** The loss of one example, from the definition, in double precision. */
  lossOf(scores: readonly number[], label: number): number;
  /** The predictions for one example. */
  predictionOf(scores: readonly number[]): readonly number[];
}

function lossRuleOf(layer: LayerDefinition): LossRule<ResolvedParameters> {
  if (layer.loss === undefined) throw new Error(`${layer.type} has no loss.`);
  return layer.loss;
}

/** The mean loss over the batch and its gradient with regard to the scores, from the engine. */
export async function runLoss(
  layer: LayerDefinition,
  given: GivenParameters,
  scores: TensorData,
  labels: readonly number[],
): Promise<{ loss: TensorData; gradient: TensorData }> {
  const parameters = parametersOf(layer, given);
  const rule = lossRuleOf(layer);
  const result = await runLowering({
    inputs: [scores],
    others: { labels: int32(labels) },
    outputGradient: float32([1], []),
    lower: (context, inputs, others) =>
      inputs.flatMap((input) => {
        const { labels: fed } = others;
        if (fed === undefined) throw new Error('There are no labels.');
        const losses = rule.lower(context, parameters, input, fed);
        expect(losses.shape).toEqual([null]);
        return [mean(context.graph, losses, [0])];
      }),
  });
  const [gradient] = result.inputGradients;
  if (gradient === undefined) throw new Error('The engine gave no gradient.');
  return { loss: result.output, gradient };
}

/** Loss, gradient (against central differences of the definition) and predictions of one example. */
export async function checkLoss(layer: LayerDefinition, example: LossExample): Promise<void> {
  const { scores, labels } = example;
  const [batch = 1, width = 1] = scores.shape;
  const row = (index: number) => Array.from(scores.values.subarray(index * width, (index + 1) * width));
  const total = () =>
    labels.reduce((sum, label, index) => sum + example.lossOf(row(index), label), 0) / batch;
  const fed = float32(scores.values, scores.shape);
  const { loss, gradient } = await runLoss(layer, example.parameters, fed, labels);
  expectClose(loss, float32([total()], []), 'loss');
  const step = 1e-5;
  const differences = Array.from(scores.values, (value, index) => {
    scores.values[index] = value + step;
    const above = total();
    scores.values[index] = value - step;
    const below = total();
    scores.values[index] = value;
    return (above - below) / (2 * step);
  });
  expectClose(gradient, float32(differences, scores.shape), 'd scores');
  await checkPredictions(layer, example, fed, row);
}

async function checkPredictions(
  layer: LayerDefinition,
  example: LossExample,
  scores: TensorData,
  row: (index: number) => number[],
): Promise<void> {
  const rule = lossRuleOf(layer);
  const parameters = parametersOf(layer, example.parameters);
  const { output } = await runLowering({
    mode: 'evaluate',
    inputs: [scores],
    lower: (context, inputs) => inputs.map((input) => rule.predict(context, parameters, input)),
  });
  const expected = example.labels.map((_, index) => example.predictionOf(row(index)));
  const count = rule.targetCount({ shape: scores.shape.slice(1) });
  expectClose(output, float32(expected.flat(), [expected.length, count]), 'predictions');
}
