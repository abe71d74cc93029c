import type { TargetDescription } from '../../../../datasets/target-description';
import type { Text } from '../../../../text/text';
import type { NetworkToExport } from '../../network-to-export';
import { hasSchedule } from '../../python/training/schedules';
import { exportedTraining } from '../../python/training/trained-outputs';
import { hasAugmentation } from './augmentations';

/** What of the training cannot be the same there. @param target what the labels of the data set are; absent: not known */
export function trainingRemarks(network: NetworkToExport, target?: TargetDescription): readonly Text[] {
  if (exportedTraining(network, target) === null) {
    return [
      {
        en: 'Without a program that trains: the data set has no labels that fit the outputs.',
        'zh-Hant': '不含訓練程式：資料集沒有符合輸出的標籤。',
      },
    ];
  }
  const { analysis } = network;
  const { training } = analysis.document;
  const left: readonly (readonly [boolean, Text])[] = [
    [!hasSchedule(training.schedule), { en: 'the schedule', 'zh-Hant': '學習率排程' }],
    [training.replicas !== undefined, { en: 'replicas in one process', 'zh-Hant': '單一程序內的多個副本' }],
    [
      (training.augmentation ?? []).some((one) => !hasAugmentation(one)),
      { en: 'color augmentation', 'zh-Hant': '顏色資料增強' },
    ],
    [training.earlyStopping !== undefined, { en: 'early stopping', 'zh-Hant': '提早停止' }],
    [training.precision === 'mixed', { en: 'mixed precision', 'zh-Hant': '混合精度' }],
    [training.imageFit === 'crop', { en: 'cropping of larger images', 'zh-Hant': '裁切較大的影像' }],
    [training.trainingShare !== undefined, { en: 'the share of training images', 'zh-Hant': '訓練影像比例' }],
  ];
  const names = left.filter(([isLeft]) => isLeft).map(([, text]) => text);
  if (names.length === 0) return [];
  return [
    {
      en: `The program that trains does without: ${names.map(({ en }) => en).join(', ')}.`,
      'zh-Hant': `訓練程式不包含：${names.map((text) => text['zh-Hant']).join('、')}。`,
    },
  ];
}
