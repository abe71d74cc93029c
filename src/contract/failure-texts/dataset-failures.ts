import type { Text } from '../../graph-runtime/text/text';

/** Data sets. */
export const datasetFailures = {
  'dataset-missing': {
    en: 'The data set “{name}” ({id}) is not on this machine. Import it again, or choose another in the training settings: Fashion-MNIST comes with Netloom.',
    'zh-Hant':
      '這台電腦上沒有資料集「{name}」（{id}）。請重新匯入，或在訓練設定中改選其他資料集：Netloom 隨附 Fashion-MNIST。',
  },
  'dataset-unreadable': {
    en: 'The data set “{id}” cannot be read: {reason}.',
    'zh-Hant': '無法讀取資料集「{id}」：{reason}。',
  },
  'dataset-not-unpacked': {
    en: 'The data set “{id}” cannot be unpacked into {folder}: {reason}. Free some space there, or set the environment variable XDG_CACHE_HOME to another folder.',
    'zh-Hant':
      '無法將資料集「{id}」解壓縮到 {folder}：{reason}。請清出空間，或將環境變數 XDG_CACHE_HOME 設為其他資料夾。',
  },
  'dataset-damaged': {
    en: 'The file “{file}” of the data set “{id}” is damaged: {reason}. Reinstall Netloom to get an intact copy.',
    'zh-Hant': '資料集「{id}」的檔案「{file}」已損壞：{reason}。請重新安裝 Netloom 以取得完整的檔案。',
  },
  'dataset-of-user-damaged': {
    en: 'The file “{file}” of the data set “{id}” is damaged: {reason}. Remove the data set, and import it again.',
    'zh-Hant': '資料集「{id}」的檔案「{file}」已損壞：{reason}。請移除此資料集，再重新匯入。',
  },
  'no-training-examples': {
    en: 'The data set would have no examples to train on. Change how it is split, or add some.',
    'zh-Hant': '資料集會沒有任何訓練樣本。請改變分割方式，或加入樣本。',
  },
  'no-test-examples': {
    en: 'The data set would have no examples to test with. Change how it is split, or add some.',
    'zh-Hant': '資料集會沒有任何測試樣本。請改變分割方式，或加入樣本。',
  },
  'dataset-unknown': {
    en: 'There is no data set “{id}”. Data sets are listed in the training settings, and by “data list” on the command line.',
    'zh-Hant': '沒有資料集「{id}」。訓練設定與命令列的「data list」會列出所有資料集。',
  },
  'dataset-not-removable': {
    en: '“{name}” comes with Netloom and cannot be removed.',
    'zh-Hant': '「{name}」隨附於 Netloom，無法移除。',
  },
  'dataset-in-use': {
    en: 'A run is training on this data set. Wait until it has ended, or stop it, before removing the data set.',
    'zh-Hant': '有訓練正在使用這個資料集。請等訓練結束或先停止訓練，再移除資料集。',
  },
  'dataset-changed': {
    en: 'The data set “{name}” has changed since this run: its content is {received} now, and was {was}. What the run has learned does not fit these examples; train again, or import the data set as it was.',
    'zh-Hant':
      '資料集「{name}」自這次訓練後已變更：內容原為 {was}，現為 {received}。訓練所學與這些樣本不符；請重新訓練，或匯入原來的資料集。',
  },
  'original-missing': {
    en: 'The file “{name}” is not where it was imported from any more. The data set has its own copy of the image.',
    'zh-Hant': '檔案「{name}」已不在匯入時的位置。資料集內保有這張影像的副本。',
  },
  'output-unknown': {
    en: 'The network has no main output “{output}”. It has: {known}.',
    'zh-Hant': '網路沒有名為「{output}」的主要輸出。現有的是：{known}。',
  },
  'predictions-not-possible': {
    en: 'The network of this run cannot be asked about these examples: it was trained on examples of {trained}, and these are of {asked}. Choose a run that was trained on a version of this data set.',
    'zh-Hant':
      '這次訓練的網路無法預測這些樣本：它的訓練樣本為 {trained}，而這些樣本為 {asked}。請選擇以此資料集某個版本訓練的紀錄。',
  },
  'predictions-of-others': {
    en: 'The network of this run predicts something else than what these examples have as labels. Choose a run that was trained on a version of this data set.',
    'zh-Hant': '這次訓練的網路所預測的內容與這些樣本的標籤不同。請選擇以此資料集某個版本訓練的紀錄。',
  },
  'predictions-without-numbers': {
    en: 'The network of this run takes numbers beside each example ({trained}), which this data set does not have. Choose a run that was trained on a version of this data set.',
    'zh-Hant':
      '這次訓練的網路取用每個樣本之外的數值（{trained}），但這個資料集沒有。請選擇以此資料集某個版本訓練的紀錄。',
  },
  'predictions-of-tuples': {
    en: 'The network of this run compares images with one another: there is nothing that it predicts of a single one. Its results on the test set are under Results.',
    'zh-Hant': '這次訓練的網路會互相比較影像，無法對單一影像做預測。它在測試集上的成果請見「結果」。',
  },
  'images-needed': {
    en: 'The network compares {count} images, so that one alone cannot be tried. Choose an image of the test set, which comes with those it is compared with.',
    'zh-Hant':
      '這個網路比較 {count} 張影像，無法只試一張。請選擇測試集的影像，它會連同用來比較的影像一起送入。',
  },
  'targets-missing': {
    en: 'The data set “{name}” has no labels to predict. Set the target to “The input itself” to train an autoencoder, or choose another data set.',
    'zh-Hant':
      '資料集「{name}」沒有可供預測的標籤。請將目標設為「輸入本身」以訓練自編碼器，或改選其他資料集。',
  },
} as const satisfies Readonly<Record<string, Text>>;
