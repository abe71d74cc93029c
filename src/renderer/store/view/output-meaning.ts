import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import type { ResolvedParameters } from '../../../graph-runtime/layers/parameter';
import type { LossId } from '../../../graph-runtime/targets/losses/loss';
import { losses } from '../../../graph-runtime/targets/losses/registry';
import { targetOfOutput } from '../../../graph-runtime/targets/output-targets';
import { lossOf } from '../../../graph-runtime/targets/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { Language } from '../../../graph-runtime/text/text';
import { i18n } from '../../messages/i18n';
import { targetNow } from '../document/datasets';

interface OutputGoal {
  readonly target: TrainedTarget;
  /** `10 scores`, `4 numbers`, in the language asked for. */
  readonly what: string;
  /** The name of the loss that the layer's own parameter chooses. */
  readonly chosen: string;
  /** The loss that is minimized: another one where the chosen one does not fit the target, or where the training settings set it. */
  readonly trained: LossId;
}

/** What an output is compared with on the data set of its network. Null for a layer that is no output, and while the data set is not known. */
export function outputGoal(
  { document, nodes }: NetworkAnalysis,
  path: string,
  layer: LayerDefinition | undefined,
  parameters: ResolvedParameters,
  language: Language,
): OutputGoal | null {
  const description = targetNow(document.dataset.id);
  const shape = nodes.get(path)?.inputs[0]?.shape;
  if (layer?.loss === undefined || description === null || shape === undefined) return null;
  const target = targetOfOutput(layer.loss.target(parameters), description, document.training);
  if (target === null) return null;
  const what = i18n.t(`canvas:outputs.${target.kind.id}`, { lng: language, count: shape.at(-1) ?? 0 });
  const chosen = layer.loss.lossName(parameters);
  return { target, what, chosen, trained: lossOf(target, chosen) };
}

/**
 * What an output stands for on the data set of its network, and what training minimizes: `10 scores, cross-entropy`, `mask of 4 classes,
 * Dice`. Null for a layer that is no output, and while the data set is not known.
 */
export function outputMeaning(
  analysis: NetworkAnalysis,
  path: string,
  layer: LayerDefinition | undefined,
  parameters: ResolvedParameters,
  language: Language,
): string | null {
  const goal = outputGoal(analysis, path, layer, parameters, language);
  if (layer === undefined || goal === null) return null;
  const { target, what, chosen, trained } = goal;
  // Where the data set has several labels, which one it is comes first.
  const label = target.column === undefined ? '' : `${target.column.name}${language === 'en' ? ': ' : '：'}`;
  // The layer's own words say more, as its label smoothing.
  const words =
    trained === chosen
      ? layer.describe({ ...parameters, label: '' }, language)
      : losses[trained].shortForm[language];
  return `${label}${what}${language === 'en' ? ', ' : '，'}${words}`;
}
