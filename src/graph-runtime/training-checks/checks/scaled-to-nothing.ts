import { setParameterFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';

/** A factor of 0 lets nothing pass, neither values nor gradients. */
export const scaledToNothing: TrainingCheck = {
  code: 'scaled-to-nothing',
  severity: 'warning',
  what: {
    en: '“{node}” multiplies everything by 0: nothing passes, and the layers before it do not learn.',
    'zh-Hant': '「{node}」把所有數值乘以 0：資訊無法通過，前面的層也不會學習。',
  },
  advice: {
    en: 'Choose another factor, or mute the branch.',
    'zh-Hant': '請改用其他倍率，或停用這個分支。',
  },
  find: ({ wiring }) =>
    wiring.nodes.flatMap(({ node, layer }) => {
      if (layer?.parameters.scale?.kind !== 'number' || node.parameters.scale !== 0) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          parameter: 'scale',
          received: '0',
          values: { node: id },
          fixes: () => [setParameterFix(scope, id, 'scale', 1)],
        },
      ];
    }),
};
