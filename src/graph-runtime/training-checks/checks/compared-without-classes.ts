import { compareNothing } from '../../infer/diagnose-inputs';
import type { TrainingCheck } from '../check';
import { outputsOf, repairContextOf } from '../scores';
import { isComparing, targetOf } from '../target-of';

/** Pairs and triplets are made by the classes of images. */
export const comparedWithoutClasses: TrainingCheck = {
  code: 'compared-without-classes',
  severity: 'error',
  what: {
    en: '“{node}” compares images by their classes, but the images of this data set do not belong to two or more classes.',
    'zh-Hant': '「{node}」依類別比較影像，但這個資料集的影像並未分屬兩個以上的類別。',
  },
  advice: {
    en: 'Choose a data set in which each image has one class.',
    'zh-Hant': '請選擇每張影像各屬一個類別的資料集。',
  },
  find: (context) => {
    const { data } = context;
    if (data === null) return [];
    return outputsOf(context)
      .filter((output) => isComparing(output))
      .filter((output) => targetOf(context, output) === null || data.classCount < 2)
      .map(({ node }) => ({
        path: node.path,
        values: { node: node.origin.id },
        fixes: () => [compareNothing(repairContextOf(context))],
      }));
  },
};
