import type { Text } from '../../graph-runtime/text/text';

/** Files of networks from elsewhere. */
export const modelFailures = {
  'model-unsupported': {
    en: 'The file “{name}” holds no network that can be read: {what}. Expected are ONNX files (.onnx), Keras’s .keras and .h5, and a model.json of TensorFlow.js.',
    'zh-Hant':
      '「{name}」中沒有可讀取的網路：{what}。可用的是 ONNX（.onnx）、Keras 的 .keras 與 .h5，以及 TensorFlow.js 的 model.json。',
  },
  'model-is-weights': {
    en: 'The file “{name}” holds {count} weights and no network. Open or draw the network that they belong to, and import them as its weights; or export the model to ONNX, which holds both.',
    'zh-Hant':
      '「{name}」只有 {count} 個權重，沒有網路。請開啟或繪製所屬的網路，再匯入為該網路的權重；或把模型匯出為 ONNX，其中兩者皆有。',
  },
  'model-is-weights-of': {
    en: 'The file “{name}” holds weights and no network: they are those of “{network}” in the gallery. Open it there, and import them as its weights.',
    'zh-Hant':
      '「{name}」只有權重，沒有網路：它們屬於範例庫中的「{network}」。請從範例庫開啟該網路，再匯入為權重。',
  },
  'model-damaged': {
    en: 'The file “{name}” is damaged: {reason}. Download or export it again.',
    'zh-Hant': '檔案「{name}」已損壞：{reason}。請重新下載或匯出。',
  },
  'model-quantized': {
    en: 'The network in “{name}” is quantized ({operator}): its weights are whole numbers, which cannot be trained. Import the model from before it was quantized.',
    'zh-Hant': '「{name}」中的網路已量化（{operator}）：權重是整數，無法訓練。請匯入量化之前的模型。',
  },
  'model-with-cycle': {
    en: 'The network in “{name}” depends on itself: its operations have no order in which they can be computed. Export it again.',
    'zh-Hant': '「{name}」中的網路依賴自身的輸出，運算沒有可行的順序。請重新匯出。',
  },
  'model-without-input': {
    en: 'The network in “{name}” has no input: it computes the same whatever it is shown. Export it with its input.',
    'zh-Hant': '「{name}」中的網路沒有輸入，無論給它什麼都得到相同的結果。請連同輸入一起匯出。',
  },
  'model-without-layers': {
    en: 'The model in “{name}” is not described by its layers: it is code of its own class. Save it as a functional or sequential model, or export it to ONNX.',
    'zh-Hant': '「{name}」中的模型並非以層描述，而是自訂類別的程式。請存成函數式或循序模型，或匯出為 ONNX。',
  },
  'model-not-finite': {
    en: 'The tensor “{name}” of the model holds {value}: with it the network outputs no numbers. Export the model from before its training diverged.',
    'zh-Hant': '模型的張量「{name}」含有 {value}，網路將無法輸出數值。請匯出訓練發散之前的模型。',
  },
} as const satisfies Readonly<Record<string, Text>>;
