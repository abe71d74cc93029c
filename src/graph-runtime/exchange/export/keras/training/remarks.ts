import type { TargetDescription } from '../../../../datasets/target-description';
import type { Text } from '../../../../text/text';
import { addsLoss, type NetworkToExport } from '../../network-to-export';
import { trainingRemarks } from '../../pytorch/training/remarks';

/** What of the training is not the same in a Keras project. @param target what the labels of the data set are; absent: not known */
export function kerasTrainingRemarks(network: NetworkToExport, target?: TargetDescription): readonly Text[] {
  if (!addsLoss(network)) return trainingRemarks(network, target);
  return [
    {
      en: 'Without a program that trains: models of Keras do not know what a sampled code adds to the loss. PyTorch projects have it.',
      'zh-Hant': '不含訓練程式：Keras 的模型不知道取樣的編碼會為損失增加什麼。PyTorch 專案則有。',
    },
  ];
}

/** What is not the same in a Keras project. */
export function kerasRemarks(network: NetworkToExport, target?: TargetDescription): readonly Text[] {
  const { leftOut } = network;
  return [
    ...kerasTrainingRemarks(network, target),
    ...(leftOut.length === 0
      ? []
      : [
          {
            en: `Without the auxiliary outputs, which help training only: ${leftOut.join(', ')}.`,
            'zh-Hant': `不含只在訓練時使用的輔助輸出：${leftOut.join('、')}。`,
          },
        ]),
  ];
}
