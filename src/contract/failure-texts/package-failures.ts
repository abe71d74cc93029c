import type { Text } from '../../graph-runtime/text/text';

/** Packages: a network with its runs in one file. */
export const packageFailures = {
  'package-damaged': {
    en: '“{name}” is damaged or incomplete, and was not opened. Get the file once more from whoever sent it.',
    'zh-Hant': '「{name}」已損壞或不完整，因此沒有開啟。請向傳送者重新取得這個檔案。',
  },
  'package-unsafe': {
    en: '“{name}” was not opened: “{entry}” in it is a link, encrypted, or there twice, which no package that Netloom writes has.',
    'zh-Hant':
      '沒有開啟「{name}」：其中的「{entry}」是連結、已加密或重複出現，Netloom 寫出的封裝檔不會有這種內容。',
  },
  'package-not-one': {
    en: '“{name}” is a zip archive, but not a Netloom package. To train on the images in it, import it as data.',
    'zh-Hant':
      '「{name}」是 zip 壓縮檔，但不是 Netloom 封裝檔。若要用其中的影像訓練，請用「檔案」→「匯入資料」。',
  },
  'package-no-archive': {
    en: '“{name}” is not a Netloom package: a package is a zip archive, and this file is not. Check that it is the file you were sent.',
    'zh-Hant':
      '「{name}」不是 Netloom 封裝檔：封裝檔是 zip 壓縮檔，這個檔案不是。請確認選的是收到的那個檔案。',
  },
  'package-too-new': {
    en: '“{name}” was made by a newer version of Netloom. Update Netloom to open it.',
    'zh-Hant': '「{name}」由較新版本的 Netloom 製作。請更新 Netloom 後再開啟。',
  },
  'package-too-large': {
    en: '“{name}” would be larger than 4 GB. Choose fewer runs, or leave the weights out.',
    'zh-Hant': '「{name}」會超過 4 GB。請選擇較少的訓練紀錄，或不要包含權重。',
  },
  'packed-run-unusable': {
    en: 'The run “{run}” in “{name}” is damaged and was left out.',
    'zh-Hant': '「{name}」中的訓練紀錄「{run}」已損壞，因此略過。',
  },
  'packed-weights-unusable': {
    en: 'The weights of the run “{run}” in “{name}” are damaged. Its curves and notes were taken over without them.',
    'zh-Hant': '「{name}」中訓練紀錄「{run}」的權重已損壞；只保留了曲線和附註。',
  },
} as const satisfies Readonly<Record<string, Text>>;
