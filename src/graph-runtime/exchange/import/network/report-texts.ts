import type { Text } from '../../../text/text';
import type { FoldingReason, PlaceholderReason } from './import-report';

/** Why operations of a file are no nodes of their own. */
export const foldingTexts: Readonly<Record<FoldingReason, Text>> = {
  constant: { en: 'constants and sizes, computed once', 'zh-Hant': '常數與大小，已先算出' },
  identity: { en: 'passes its input on', 'zh-Hant': '原樣傳遞輸入' },
  'into-layer': { en: 'part of the layer before it', 'zh-Hant': '併入前一層' },
  pattern: { en: 'several operations that are one layer', 'zh-Hant': '數個運算合為一層' },
  layout: { en: 'order of axes', 'zh-Hant': '軸的順序' },
  output: { en: 'applied by the output itself', 'zh-Hant': '由輸出層本身計算' },
  normalization: {
    en: 'normalization of the images, in the settings',
    'zh-Hant': '影像的正規化，已寫入設定',
  },
  standardization: {
    en: 'standardization of the numbers beside an example, which the data set does here',
    'zh-Hant': '樣本之外數值的標準化，在此由資料集負責',
  },
  unused: { en: 'no output depends on it', 'zh-Hant': '沒有輸出依賴它' },
};

/** Why an operation has no layer. */
export const placeholderTexts: Readonly<Record<PlaceholderReason, Text>> = {
  'unknown-operation': { en: 'there is no such layer', 'zh-Hant': '沒有對應的層' },
  attributes: { en: 'no layer has these attributes', 'zh-Hant': '沒有層支援這些屬性' },
  'computed-weights': { en: 'its weights are computed by the network', 'zh-Hant': '權重由網路算出' },
  axes: { en: 'it has more or other axes than layers have', 'zh-Hant': '軸的數量或位置與層不符' },
  shape: { en: 'the shapes do not fit a layer', 'zh-Hant': '形狀不適用於任何層' },
  'layer-refuses': { en: 'the layer refuses its input', 'zh-Hant': '該層無法接受此輸入' },
};
