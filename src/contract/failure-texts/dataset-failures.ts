import type { Text } from '../../graph-runtime/text/text';

/** Data sets. */
export const datasetFailures = {
  'dataset-missing': {
    en: 'The data set “{id}” is not installed. Choose another in the training settings: Fashion-MNIST comes with Netloom.',
    'zh-Hant': '未安裝資料集「{id}」。請在訓練設定中改選其他資料集：Netloom 隨附 Fashion-MNIST。',
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
} as const satisfies Readonly<Record<string, Text>>;
