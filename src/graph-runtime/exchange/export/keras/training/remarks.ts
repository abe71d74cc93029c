import type { TargetDescription } from '../../../../datasets/target-description';
import type { Text } from '../../../../text/text';
import type { NetworkToExport } from '../../network-to-export';
import { trainingRemarks } from '../../pytorch/training/remarks';

/** What is not the same in a Keras project. */
export function kerasRemarks(network: NetworkToExport, target?: TargetDescription): readonly Text[] {
  const { leftOut } = network;
  return [
    ...trainingRemarks(network, target),
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
