import type { TargetDescription } from '../../../../datasets/target-description';
import type { Text } from '../../../../text/text';
import { addsLoss, type NetworkToExport } from '../../network-to-export';
import { trainingRemarks } from '../../pytorch/training/remarks';

/** What is not the same in a Keras project. @param target what the labels of the data set are; absent: not known */
export function kerasRemarks(network: NetworkToExport, target?: TargetDescription): readonly Text[] {
  if (!addsLoss(network)) return trainingRemarks(network, target);
  return [
    {
      en: 'Without a program that trains: models of Keras do not know what a sampled code adds to the loss. PyTorch projects have it.',
      'zh-Hant': '不含訓練程式：Keras 的模型不知道取樣的編碼會為損失增加什麼。PyTorch 專案則有。',
    },
  ];
}
