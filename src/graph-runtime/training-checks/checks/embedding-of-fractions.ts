import { setParameterFix, setSettingFix } from '../../diagnostics/fixes';
import type { Fix } from '../../diagnostics/diagnostic';
import type { WiredNode } from '../../infer/wiring';
import type { CheckContext, TrainingCheck } from '../check';
import { bridgeFix } from '../scores';

/** The index of the value 1 where values are gray levels. */
const GRAY_LEVELS = 255;

/** Standardized values, and those between 0 and 1, are no numbers of rows: rounded, nearly all of them are the first or the second. */
export const embeddingOfFractions: TrainingCheck = {
  code: 'embedding-of-fractions',
  severity: 'warning',
  what: {
    en: '“{node}” looks up rows by whole numbers, but the values that it reads are standardized or lie between 0 and 1.',
    'zh-Hant': '「{node}」以整數編號查表，但它讀取的數值經過標準化，或介於 0 與 1 之間。',
  },
  advice: {
    en: 'Read images without a normalization, with 255 as the index of the value 1. The numbers of a table are stored standardized.',
    'zh-Hant': '請讀取未經正規化的影像，並以 255 作為數值 1 的編號。表格的數值是標準化後儲存的。',
  },
  find: (context) =>
    context.wiring.nodes.flatMap((reader) => {
      const { node, layer } = reader;
      const scale = layer?.lookupScale?.(node.parameters);
      if (scale === undefined || !readsTheInput(reader)) return [];
      const fixes = fixesFor(context, reader, scale);
      if (fixes === null) return [];
      return [{ path: node.path, parameter: 'scale', values: { node: node.origin.id }, fixes: () => fixes }];
    }),
};

/** How images are read as indices, or a table without looking anything up; null where all is well or nothing is known. */
function fixesFor(context: CheckContext, reader: WiredNode, scale: number): readonly (Fix | null)[] | null {
  const { data, settings } = context;
  const { scope, id } = reader.node.origin;
  const { normalization } = settings;
  if (data === null) return null;
  if (data.exampleShape.length < 3) return [bridgeFix(context, reader)];
  if (normalization !== undefined) {
    return [setSettingFix('normalization', '–', { normalization: undefined })];
  }
  return scale > 1 ? null : [setParameterFix(scope, id, 'scale', GRAY_LEVELS)];
}

/** Whether what it looks up are values of an input, perhaps under another shape. */
function readsTheInput({ incoming: [wire] }: WiredNode): boolean {
  if (wire === undefined) return false;
  const { layer, node } = wire.from;
  if (layer?.inputs.length === 0) return true;
  return layer?.effect?.(node.parameters).kind === 'keeps' && readsTheInput(wire.from);
}
