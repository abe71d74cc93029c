import { ignoredClass } from '../datasets/target-description';
import type { LossCode } from '../targets/losses/loss';
import { lossNamed } from '../targets/losses/registry';
import { classBalanceOf, lossOf } from '../targets/registry';
import type { TrainedTarget } from '../targets/target-kind';
import type { LayerDefinition } from './layer';
import type { ResolvedParameters } from './parameter';
import type { TensorType } from './tensor-type';

/**
 * An output's code in another framework: the loss that training minimizes on this target, which the settings may have chosen instead of
 * the output's own, and how it is called where classes are weighted.
 *
 * @param target null: nothing is known of the data, the output's own loss
 * @returns lines; none where the framework has no such loss
 */
export function outputCode(
  layer: LayerDefinition,
  framework: 'keras' | 'pytorch',
  parameters: ResolvedParameters,
  inputs: readonly TensorType[],
  target: TrainedTarget | null,
  isBalanced: boolean,
): readonly string[] {
  const rule = layer.loss;
  const own = layer.code[framework];
  if (rule === undefined || target === null) return lines(own(parameters, inputs));
  const id = lossOf(target, rule.lossName(parameters));
  const trained = rule.withLoss(parameters, id);
  const isWeighted = isBalanced && classBalanceOf(target) !== null;
  const isOfClasses = target.kind.takesSingleScore === true;
  // The output knows the losses of one class, as a single score may stand for two.
  if (isOfClasses && (!isWeighted || id !== 'crossEntropy')) {
    return isWeighted ? [] : lines(own(trained, inputs));
  }
  const code = lossNamed(id).code[framework]({
    labelSmoothing: rule.labelSmoothing(trained),
    huberDelta: target.huberDelta,
    margin: rule.margin(trained),
    ignored: ignoredClass(target.description),
    isWeighted,
  });
  return code === null ? [] : linesOf(code);
}

function lines(line: string | null): readonly string[] {
  return line === null ? [] : [line];
}

function linesOf({ loss, call }: LossCode): readonly string[] {
  return call === undefined ? [loss] : [`criterion = ${loss}`, `loss = ${call}`];
}
