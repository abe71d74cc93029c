import { setParameterFix } from '../../diagnostics/fixes';
import { elementCount } from '../../layers/tensor-type';
import { type TrainingCheck, threeDigits } from '../check';

/** A dropout that leaves less than one value (or channel) of an example on average: most examples teach nothing. */
export const dropsNearlyAll: TrainingCheck = {
  code: 'drops-nearly-all',
  severity: 'warning',
  what: {
    en: 'At a rate of {rate}, “{node}” leaves {kept} of its {count} values on average in training.',
    'zh-Hant': '丟棄率為 {rate} 時，「{node}」在訓練中平均只保留 {count} 個值中的 {kept} 個。',
  },
  advice: {
    en: 'For most examples nothing passes. A rate of 0.2 to 0.5 is usual.',
    'zh-Hant': '大多數樣本都沒有資訊能通過。丟棄率通常為 0.2 到 0.5。',
  },
  find: ({ wiring, analysis }) =>
    wiring.nodes.flatMap(({ node, layer }) => {
      const effect = layer?.effect?.(node.parameters);
      const [input] = analysis.nodes.get(node.path)?.outputs ?? [];
      const { rate } = node.parameters;
      if (effect?.kind !== 'drops' || input === undefined || typeof rate !== 'number') return [];
      const count =
        effect.what === 'values' ? elementCount(input) : (input.shape[input.shape.length - 1] ?? 1);
      const kept = count * (1 - rate);
      if (kept >= 1) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          parameter: 'rate',
          received: `${rate}`,
          values: { node: id, rate, count, kept: threeDigits(kept) },
          fixes: () => [setParameterFix(scope, id, 'rate', count === 1 ? 0 : 0.5)],
        },
      ];
    }),
};
