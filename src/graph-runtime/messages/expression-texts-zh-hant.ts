import type { DiagnosticText } from '../text/diagnostic-text';
import type { expressionTextsEn } from './expression-texts-en';

/** 繁體中文（臺灣）：運算式與參數值。 */
export const expressionTextsZhHant: Readonly<Record<keyof typeof expressionTextsEn, DiagnosticText>> = {
  // 運算式
  'expression-too-long': {
    what: '運算式超過 {limit} 個字元。',
    advice: '請拆成幾個區塊參數。',
  },
  'expression-too-deep': {
    what: '運算式的巢狀超過 {limit} 層。',
    advice: '請減少括號。',
  },
  'expression-unreadable': {
    what: '「{expression}」從「{found}」（第 {position} 個字元）起無法讀取。',
    advice:
      '運算式可以使用數字、引號中的文字（如 "relu"）、名稱（如 filters 或 in.channels）、+ - * / % **、比較、&& || !、? :、清單（如 [64, 128]）及其元素（widths[index]），以及 floor、ceil、round、min、max、abs、length。',
  },
  'expression-ends-early': {
    what: '「{expression}」不完整。',
    advice: '請補完，或補上右括號。',
  },
  'expression-unknown-function': {
    what: '「{expression}」使用了不存在的函式 {name}。',
    advice: '可用的函式有 {known}。',
  },
  'expression-operand-count': {
    what: '「{expression}」給了 {name} {count} 個值。',
    advice: 'floor、ceil、round、abs 與 length 需要一個值，min 與 max 最多十六個。',
  },
  'expression-name-misspelled': {
    what: '「{expression}」使用了 {name}，但它在這裡沒有值。',
    advice: '您是指 {suggestion} 嗎？',
  },
  'expression-without-names': {
    what: '「{expression}」使用了 {name}，但這裡沒有定義任何參數。',
    advice: '請為區塊或網路加上參數 {name}，或直接寫數字。',
  },
  'expression-unknown-name': {
    what: '「{expression}」使用了 {name}，但它在這裡沒有值。',
    advice: '可用的名稱有 {known}。請為區塊加上參數 {name}，或直接寫數字。',
  },
  'expression-size-unknown': {
    what: '「{expression}」用到 {name}，但那裡的輸入還沒有大小。',
    advice: '請接上這個區塊，並修正它之前的錯誤。',
  },
  'expression-not-a-number': {
    what: '「{expression}」用「{value}」做計算，但它不是數字。',
    advice: '+ - * / % ** < > 與函式只能用於數字。',
  },
  'expression-not-a-condition': {
    what: '「{expression}」把「{value}」當成條件。',
    advice: '條件可以是比較、true 或 false，或是數字（0 表示否）。',
  },
  'expression-not-a-list': {
    what: '「{expression}」要從「{value}」取出元素，但它不是清單。',
    advice: '請使用清單或數對類型的參數，例如 widths[index]。',
  },
  'expression-no-element': {
    what: '「{expression}」要取第 {index} 個元素，但清單只有第 0 到第 {last} 個。',
    advice: '元素從 0 開始編號。請加長清單，或使用較小的編號。',
  },
  'expression-not-finite': {
    what: '「{expression}」的結果不是有限的數。',
    advice: '請檢查是否除以零，或次方太大。',
  },

  // 參數
  'parameter-wrong-kind': {
    what: '{parameter} 應該是{expected}，卻是{received}。',
    advice: '請改成{expected}。',
  },
  'parameter-out-of-range': {
    what: '{parameter} 不能是 {received}。',
    advice: '請選擇 {expected} 之間的值。',
  },
  'parameter-not-whole': {
    what: '{parameter} 必須是整數，不能是 {received}。',
    advice: '請取整數，例如使用 floor 或 round。',
  },
  'parameter-unknown-choice': {
    what: '{parameter} 不能是 {received}。',
    advice: '請從 {expected} 中選擇。',
  },
  'parameter-wrong-rank': {
    what: '{parameter} {received} 的軸數不對。',
    advice: '請寫 {expected} 個大小，例如 [28, 28, 1] 表示高、寬與通道。',
  },
  'unknown-parameter': {
    what: '這裡沒有參數 {parameter}。',
    advice: '可用的參數有：{known}。請移除它，或檢查拼寫。',
  },
  'parameter-follows': {
    what: '{parameter} 不需要在這裡設定：它由接到這一層的輸入決定。',
    advice: '請移除它。',
  },
  'parameter-misspelled': {
    what: '這裡沒有參數 {parameter}。',
    advice: '您是指 {suggestion} 嗎？',
  },
};
