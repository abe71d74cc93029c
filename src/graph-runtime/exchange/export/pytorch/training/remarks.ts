import {
  numbersOfExamples,
  secondImageNames,
  type TargetDescription,
} from '../../../../datasets/target-description';
import type { Text } from '../../../../text/text';
import { addsLossTwice, type NetworkToExport } from '../../network-to-export';
import { isImageShape } from '../../python/data-source';
import { readsFolders } from '../../python/training/data-text';
import { mixingOf } from '../../python/training/mixing';
import { type ExportedTraining, exportedTraining } from '../../python/training/trained-outputs';

/** What of the training cannot be the same there. @param target what the labels of the data set are; absent: not known */
export function trainingRemarks(network: NetworkToExport, target?: TargetDescription): readonly Text[] {
  const exported = exportedTraining(network, target);
  return exported === null ? [whyNot(network, target)] : whatIsLeft(network, exported, target);
}

/** Why there is no program that trains. */
function whyNot(network: NetworkToExport, target: TargetDescription | undefined): Text {
  if (addsLossTwice(network)) {
    return {
      en: 'Without a program that trains: a layer that adds to the loss is called more than once, and only one of its calls would count.',
      'zh-Hant': '不含訓練程式：有一個會增加損失的層被呼叫超過一次，而其中只有一次呼叫會計入。',
    };
  }
  if (network.numbers !== null && (target === undefined || numbersOfExamples(target) === null)) {
    return {
      en: 'Without a program that trains: the network takes numbers beside each example, and the data set that has them is not there.',
      'zh-Hant': '不含訓練程式：網路取用每個樣本之外的數值，而含有這些數值的資料集不在此處。',
    };
  }
  if (target !== undefined && secondImageNames(target).length > 0) {
    return {
      en: 'Without a program that trains: the data set has a second image among several labels, which such a program does not read.',
      'zh-Hant': '不含訓練程式：資料集的數個標籤中有第二張影像，而訓練程式不讀取這種標籤。',
    };
  }
  if (network.seconds.length > 0) {
    return {
      en: 'Without a program that trains: the network takes second images of the examples, which such a program does not read.',
      'zh-Hant': '不含訓練程式：網路取用樣本的第二張影像，而訓練程式不讀取這種影像。',
    };
  }
  if (network.inputs.length > 1) {
    return {
      en: 'Without a program that trains: it would have to form pairs or triplets of the images, as Netloom does.',
      'zh-Hant': '不含訓練程式：那樣的程式必須像 Netloom 一樣，把影像配成對或三元組。',
    };
  }
  return {
    en: 'Without a program that trains: the data set has no labels that fit the outputs.',
    'zh-Hant': '不含訓練程式：資料集沒有符合輸出的標籤。',
  };
}

/** What the program that trains does without. */
function whatIsLeft(
  network: NetworkToExport,
  exported: ExportedTraining,
  target: TargetDescription | undefined,
): readonly Text[] {
  const { analysis, input } = network;
  const { training } = analysis.document;
  const left: readonly (readonly [boolean, Text])[] = [
    [training.replicas !== undefined, { en: 'replicas in one process', 'zh-Hant': '單一程序內的多個副本' }],
    [
      training.microBatchSize !== undefined,
      { en: 'micro-batches (a batch is computed at once)', 'zh-Hant': '微批次（一個批次一次算完）' },
    ],
    [
      (training.mixup !== undefined || training.cutMix !== undefined) &&
        mixingOf(training, exported, input.shape.length === 3) === null,
      { en: 'mixup and CutMix', 'zh-Hant': 'mixup 與 CutMix' },
    ],
    [
      training.trainingShare !== undefined && exported.labels === null && target?.kind !== 'none',
      {
        en: 'the same share of the images of each class (it takes them without regard to classes)',
        'zh-Hant': '各類別取相同比例的影像（不分類別抽取）',
      },
    ],
    [
      training.imageFit === 'crop' && readsFolders(exported, isImageShape(input.shape)),
      {
        en: 'cropping of images from folders (they are resized)',
        'zh-Hant': '裁切資料夾中的影像（改為縮放）',
      },
    ],
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
