import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import type { LayerDefinition } from '../../../graph-runtime/layers/layer';
import type { ResolvedParameters } from '../../../graph-runtime/layers/parameter';
import { losses } from '../../../graph-runtime/targets/losses/registry';
import { targetOfOutput } from '../../../graph-runtime/targets/output-targets';
import { lossOf } from '../../../graph-runtime/targets/registry';
import type { Language } from '../../../graph-runtime/text/text';
import { i18n } from '../../messages/i18n';
import { targetNow } from '../document/datasets';

/**
 * What an output stands for on the data set of its network, and what training minimizes: `10 scores, cross-entropy`, `mask of 4 classes,
 * Dice`. Null for a layer that is no output, and while the data set is not known.
 */
export function outputMeaning(
  { document, nodes }: NetworkAnalysis,
  path: string,
  layer: LayerDefinition | undefined,
  parameters: ResolvedParameters,
  language: Language,
): string | null {
  const description = targetNow(document.dataset.id);
  const shape = nodes.get(path)?.inputs[0]?.shape;
  if (layer?.loss === undefined || description === null || shape === undefined) return null;
  const target = targetOfOutput(layer.loss.target(parameters), description, document.training);
  if (target === null) return null;
  const kind = i18n.t(`canvas:outputs.${target.kind.id}`, { lng: language, count: shape.at(-1) ?? 0 });
  // Where the data set has several labels, which one it is comes first.
  const label = target.column === undefined ? '' : `${target.column.name}${language === 'en' ? ': ' : '：'}`;
  const meaning = `${label}${kind}`;
  const { loss } = layer;
  const name = loss.lossName(parameters);
  const trained = lossOf(target, name);
  // The layer's own words say more, as its label smoothing.
  const words =
    trained === name
      ? layer.describe({ ...parameters, label: '' }, language)
      : losses[trained].shortForm[language];
  return `${meaning}${language === 'en' ? ', ' : '，'}${words}`;
}
