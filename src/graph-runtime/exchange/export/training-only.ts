import type { Text } from '../../text/text';
import type { NetworkToExport } from './network-to-export';

/** Layers that pass on what enters them where a network only predicts. */
const TRAINING_ONLY: ReadonlySet<string> = new Set([
  'dropPath',
  'dropout',
  'gaussianNoise',
  'sampling',
  'spatialDropout2d',
]);

/**
 * Says which nodes of a network do nothing in files that only predict: they are not dropped in silence.
 *
 * @param kept types that the files have nevertheless, with their parameters
 */
export function trainingOnlyRemarks(
  { layers }: NetworkToExport,
  kept: readonly string[] = [],
): readonly Text[] {
  const idle = layers.filter(({ layer }) => TRAINING_ONLY.has(layer.type) && !kept.includes(layer.type));
  const names = [...new Set(idle.map(({ origin }) => origin.id))];
  if (names.length === 0) return [];
  return [
    {
      en: `In predictions, these layers do nothing, and the file does not have them: ${names.join(', ')}.`,
      'zh-Hant': `這些層在預測時不起作用，檔案中沒有它們：${names.join('、')}。`,
    },
  ];
}
