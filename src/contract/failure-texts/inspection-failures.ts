import type { Text } from '../../graph-runtime/text/text';

/** Questions to a network. */
export const inspectionFailures = {
  'weights-incomplete': {
    en: 'Only {count} of the network’s {total} weights are in “{name}”: the file belongs to another network, or to an earlier version of this one.',
    'zh-Hant':
      '「{name}」只含此網路 {total} 個權重中的 {count} 個：它們屬於另一個網路，或此網路修改前的版本。',
  },
  'network-not-exportable': {
    en: 'The network cannot be exported to this format. Its problems are listed at its layers.',
    'zh-Hant': '無法將此網路匯出成這種格式。各層列有相關問題。',
  },
  'node-not-in-use': {
    en: 'This layer does not contribute to the predictions of the network (it is used only in training, or not connected to the output), so it has no output.',
    'zh-Hant': '這一層不參與網路的預測（只用於訓練，或未連接到輸出），因此沒有輸出。',
  },
  'weight-unknown': {
    en: 'The network in training has no weight “{name}”. It has been renamed or removed since training started.',
    'zh-Hant': '訓練中的網路沒有權重「{name}」。它在訓練開始後被改名或移除了。',
  },
  'example-unknown': {
    en: 'There is no example {index}: this run uses {count}, counted from 0.',
    'zh-Hant': '沒有第 {index} 筆樣本：這次訓練使用 {count} 筆，編號從 0 開始。',
  },
  'second-images-needed': {
    en: 'The network takes second images beside each image: {count}. Given: {given}.',
    'zh-Hant': '網路除了影像之外還取用第二張影像：{count} 張。提供了 {given} 張。',
  },
  'predictions-without-second-images': {
    en: 'The network takes second images of the examples ({trained}), and that data set has none of that kind.',
    'zh-Hant': '網路取用樣本的第二張影像（{trained}），但那個資料集沒有這種影像。',
  },
  'number-unknown': {
    en: 'The network takes no number “{name}” beside the image. It takes: {known}.',
    'zh-Hant': '網路不取用影像之外的數值「{name}」。它取用：{known}。',
  },
  'no-augmentation-of-tables': {
    en: 'Only images are augmented; this data set is a table.',
    'zh-Hant': '只有影像能做資料增強；這個資料集是表格。',
  },
  'image-for-table': {
    en: 'This network was trained on rows of a table, so it cannot be shown an image.',
    'zh-Hant': '這個網路是以表格的列訓練的，因此無法輸入影像。',
  },
  'no-feature-maps': {
    en: 'This network has no convolution, so there are no feature maps that show where in the image it looks.',
    'zh-Hant': '這個網路沒有卷積層，因此沒有特徵圖可以顯示它注意影像的哪些位置。',
  },
  'no-embedding': {
    en: 'This network does not compare images by what its branches make of them, so it has no nearest neighbors.',
    'zh-Hant': '這個網路不是以各分支的輸出來比較影像，因此沒有最近鄰。',
  },
  'no-window': {
    en: 'This layer does not compute its output with one sliding window.',
    'zh-Hant': '這一層不是用單一滑動視窗計算輸出的。',
  },
  'no-maps': {
    en: 'The output of this layer is not a feature map.',
    'zh-Hant': '這一層的輸出不是特徵圖。',
  },
  'class-unknown': {
    en: 'The network has no class with index {index}.',
    'zh-Hant': '這個網路沒有編號為 {index} 的類別。',
  },
  'image-incomplete': {
    en: 'The image is incomplete: it has {received} bytes, which does not match its size. Try another file.',
    'zh-Hant': '影像不完整：只有 {received} 位元組，與其尺寸不符。請改用其他檔案。',
  },
} as const satisfies Readonly<Record<string, Text>>;
