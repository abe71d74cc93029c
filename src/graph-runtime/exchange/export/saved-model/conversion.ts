import type { Text } from '../../../text/text';
import type { NetworkToExport } from '../network-to-export';

/** Ids of the nodes that neither LiteRT nor Core ML has an operation for: those that undo a max pooling (TensorFlow's `MaxPoolGrad`). */
export function unpoolings({ layers }: NetworkToExport): readonly string[] {
  const found = layers.filter(({ layer }) => layer.type === 'maxUnpooling2d');
  return [...new Set(found.map(({ origin }) => origin.id))];
}

/** Why the files have no programs that convert them; none where they have. */
export function conversionRemarks(network: NetworkToExport): readonly Text[] {
  const names = unpoolings(network);
  if (names.length === 0) return [];
  return [
    {
      en: `Without programs that convert it for LiteRT and Core ML, neither of which has the operation of these layers: ${names.join(', ')}. A Keras project can be converted.`,
      'zh-Hant': `不含轉換成 LiteRT 等行動裝置格式的程式，因為它們沒有這些層的運算：${names.join('、')}。Keras 專案可以轉換。`,
    },
  ];
}
