import { firstClassLabel, labelNamed, type TargetDescription } from '../../datasets/target-description';
import { setParameterFix } from '../../diagnostics/fixes';
import { compareNothing } from '../../infer/diagnose-inputs';
import type { WiredNode } from '../../infer/wiring';
import type { TrainingCheck } from '../check';
import { outputsOf, repairContextOf } from '../scores';
import { choiceOf, isComparing, targetOf } from '../target-of';

/** A label that is not there is another mistake: `label-not-found`. */
function isNamedWell(output: WiredNode, targets: TargetDescription | undefined): boolean {
  return targets === undefined || labelNamed(targets, choiceOf(output).label) !== null;
}

/** Pairs and triplets are made by the classes of images. */
export const comparedWithoutClasses: TrainingCheck = {
  code: 'compared-without-classes',
  severity: 'error',
  what: {
    en: '“{node}” compares images by their classes, but the images of this data set do not belong to two or more classes.',
    'zh-Hant': '「{node}」依類別比較影像，但這個資料集的影像並未分屬兩個以上的類別。',
  },
  advice: {
    en: 'Choose a data set in which each image has one class, or of several labels one that is a class.',
    'zh-Hant': '請選擇每張影像各屬一個類別的資料集；有數個標籤時，請選擇其中屬於類別的標籤。',
  },
  find: (context) => {
    const { data } = context;
    if (data === null) return [];
    return outputsOf(context)
      .filter((output) => isComparing(output))
      .filter((output) => isNamedWell(output, data.targets))
      .filter((output) => (targetOf(context, output)?.size ?? 0) < 2)
      .map(({ node }) => {
        const { scope, id } = node.origin;
        const other = data.targets && firstClassLabel(data.targets)?.column?.name;
        return {
          path: node.path,
          values: { node: id },
          fixes: () => [
            ...(other === undefined ? [] : [setParameterFix(scope, id, 'label', other)]),
            compareNothing(repairContextOf(context)),
          ],
        };
      });
  },
};
