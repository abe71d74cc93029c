import type { CompleteCatalog } from './en';
import { expressionTextsZhHant } from './expression-texts-zh-hant';
import { fileTextsZhHant } from './file-texts-zh-hant';
import { fixTextsZhHant } from './fix-texts-zh-hant';
import { shapeTextsZhHant } from './shape-texts-zh-hant';
import { structureTextsZhHant } from './structure-texts-zh-hant';

/** 繁體中文（臺灣）。 */
export const zhHant: CompleteCatalog = {
  diagnostics: {
    ...fileTextsZhHant,
    ...expressionTextsZhHant,
    ...structureTextsZhHant,
    ...shapeTextsZhHant,
  },
  fixes: fixTextsZhHant,
  terms: {
    'height × width × channels': '高 × 寬 × 通道',
    'positions × features': '位置 × 特徵',
    'a wire': '一條連線',
    none: '沒有',
    features: '向量：一排數字',
    number: '數字',
    'whole number': '整數',
    text: '字串',
    'true / false': 'true 或 false',
    '[height, width]': '[高, 寬]',
    '[height, width, channels]': '[高, 寬, 通道]',
    'same, valid, 1, [1, 1], [1, 1, 1, 1] (top, bottom, left, right)':
      '「相同」、「不填補」、一個數字，或每個方向、每邊各一個數字',
    '1, [1, 1], [1, 1, 1, 1] (top, bottom, left, right)': '一個數字，或每個方向、每邊各一個數字',
    string: '字串',
    boolean: 'true 或 false',
    array: '清單',
    object: '物件',
    record: '物件',
    int: '整數',
    'json value': '值',
    'json name': '雙引號中的名稱',
    'json colon': '冒號',
    'json comma or brace': '逗號或 }',
    'json comma or bracket': '逗號或 ]',
    'json end': '檔案結尾',
    'json nothing': '檔案結尾',
  },
  kinds: {
    text: '字串 {value}',
    number: '數字 {value}',
    boolean: '{value}',
    list: '清單 {value}',
    object: '物件 {value}',
    null: 'null',
  },
  or: '或',
  labels: {
    expected: '預期',
    received: '實際',
    uses: '位於區塊 {block}，共使用 {count} 次：{paths}',
    copies: '位於 {count} 個副本：{paths}',
    layers: '共有 {count} 層相同：{paths}',
    list: '、',
    between: '；',
    everywhere: '{repair}（全部 {layers} 層）',
  },
};
