import { setParameterFix, setSettingFix } from '../../diagnostics/fixes';
import type { WiredNode } from '../../infer/wiring';
import { normalizedTogether } from '../../settings/per-step-batch';
import type { CheckContext, TrainingCheck } from '../check';
import { normalizers } from '../normalizers';
import { bridgeFix, isOnlyUse } from '../scores';
import { wholeBatchesFix } from '../whole-batches-fix';

/** A batch that normalization and a healthy training can live with. */
const USUAL_BATCH = 32;

/**
 * A value minus its own mean is zero, and a softmax of one value is one: the layer outputs a constant, and nothing before it learns.
 * Batch normalization of vectors in batches of 1, group normalization of a map of 1 × 1 with as many groups as channels, layer
 * normalization of one feature.
 */
export const normalizesOneValue: TrainingCheck = {
  code: 'normalizes-one-value',
  severity: 'warning',
  what: {
    en: '“{node}” normalizes single values ({input}, in batches of {batch}): its output is the same for every input.',
    'zh-Hant': '「{node}」正規化的對象只有單一個值（{input}，批次大小 {batch}）：無論輸入為何，輸出都相同。',
  },
  advice: {
    en: 'Nothing passes through it, and the layers before it do not learn. Let it normalize more values together, or remove it.',
    'zh-Hant': '資訊無法通過，前面的層也學不到東西。請讓它一起正規化更多的值，或將它移除。',
  },
  find: (context) => {
    const batch = normalizedTogether(context.settings);
    return normalizers(context, batch)
      .filter(({ count }) => count === 1)
      .map(({ node, input }) => ({
        path: node.node.path,
        received: '1',
        expected: '≥ 2',
        values: { node: node.node.origin.id, input, batch },
        fixes: () => fixesFor(context, node),
      }));
  },
};

function fixesFor(context: CheckContext, node: WiredNode) {
  const { settings } = context;
  const batch =
    settings.batchSize === 1
      ? setSettingFix('batchSize', USUAL_BATCH, { batchSize: USUAL_BATCH })
      : wholeBatchesFix(settings);
  if (!isOnlyUse(context, node)) return [batch];
  const { scope, id } = node.node.origin;
  const groups = Object.hasOwn(node.node.parameters, 'groups');
  return [...(groups ? [setParameterFix(scope, id, 'groups', 1)] : []), batch, bridgeFix(context, node)];
}
