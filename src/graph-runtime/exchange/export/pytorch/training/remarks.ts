import type { Text } from '../../../../text/text';
import type { NetloomDocument } from '../../../../document/document';
import type { NetworkToExport } from '../../network-to-export';
import { hasAugmentation } from './augmentations';
import { hasLoss } from './losses';
import { hasSchedule } from '../../python/training/schedules';

/**
 * Whether the exported project has a program that trains: the network learns one class of each image.
 *
 * @param targetKind what the labels are; undefined: not known
 */
export function trainsAlike(
  { analysis, input, layers, output, auxiliary }: NetworkToExport,
  targetKind: string | undefined,
): boolean {
  const { target = 'labels' } = analysis.document.training;
  const [, , channels] = input.shape;
  return (
    target === 'labels' &&
    (targetKind === undefined || targetKind === 'class') &&
    output.output.shape.length === 1 &&
    (channels === 1 || channels === 3) &&
    layers.every(({ layer }) => layer.addsLoss !== true) &&
    [output, ...auxiliary].every(
      ({ layer, parameters }) => hasLoss(`${parameters.loss}`) && layer.loss?.target(parameters) !== 'input',
    )
  );
}

/** What of the training cannot be the same there. */
export function trainingRemarks(network: NetworkToExport, targetKind?: string): readonly Text[] {
  if (!trainsAlike(network, targetKind)) {
    return [
      {
        en: 'Without a program that trains: it is written for one class of each image only.',
        'zh-Hant': '不含訓練程式：目前只為每張影像單一類別的網路產生。',
      },
    ];
  }
  const { analysis } = network;
  const { training } = analysis.document;
  const left: readonly (readonly [boolean, Text])[] = [
    [!hasSchedule(training.schedule), { en: 'the schedule', 'zh-Hant': '學習率排程' }],
    [
      (training.augmentation ?? []).some((one) => !hasAugmentation(one)),
      { en: 'color augmentation', 'zh-Hant': '顏色資料增強' },
    ],
    [training.earlyStopping !== undefined, { en: 'early stopping', 'zh-Hant': '提早停止' }],
    [training.precision === 'mixed', { en: 'mixed precision', 'zh-Hant': '混合精度' }],
    [training.imageFit === 'crop', { en: 'cropping of larger images', 'zh-Hant': '裁切較大的影像' }],
    [
      hasOwnRates(analysis.document),
      { en: 'frozen nodes and learning-rate factors', 'zh-Hant': '凍結的節點與學習率倍率' },
    ],
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

/** Whether some nodes do not learn as the others do. */
function hasOwnRates({ nodes, blocks }: NetloomDocument): boolean {
  const all = [...nodes, ...Object.values(blocks).flatMap((block) => block.nodes)];
  return all.some(
    ({ trainable, learningRateFactor }) => trainable === false || learningRateFactor !== undefined,
  );
}
