import type { Fix } from '../../diagnostics/diagnostic';
import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';
import { targetOf } from '../target-of';

/** Half of a number, a mask or an image is none of the data set's; a class may count by half. */
export const mixedWithoutClasses: TrainingCheck = {
  code: 'mixed-without-classes',
  severity: 'error',
  what: {
    en: 'Mixup and CutMix mix the classes of examples, but “{node}” is not trained for classes of whole examples.',
    'zh-Hant': 'Mixup 與 CutMix 會混合樣本的類別，但「{node}」的目標不是整個樣本的類別。',
  },
  advice: {
    en: 'Turn off mixup and CutMix. They are for one class or several classes an example.',
    'zh-Hant': '請關閉 mixup 與 CutMix；它們用於每個樣本屬於一個或多個類別的情形。',
  },
  find: (context) => {
    const { mixup, cutMix } = context.settings;
    if (mixup === undefined && cutMix === undefined) return [];
    return scoredOutputs(context).flatMap(({ output }) => {
      const target = targetOf(context, output);
      if (target === null || target.kind.isMixable === true) return [];
      return [
        {
          setting: mixup === undefined ? 'cutMix' : 'mixup',
          values: { node: output.node.origin.id },
          fixes: (): readonly Fix[] => [
            {
              code: 'no-mixing',
              values: {},
              edits: [{ kind: 'set-training', changes: { mixup: undefined, cutMix: undefined } }],
            },
          ],
        },
      ];
    });
  },
};
