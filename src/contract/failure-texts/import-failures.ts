import type { Text } from '../../graph-runtime/text/text';

/** Surveys and imports of data. */
export const importFailures = {
  'data-not-granted': {
    en: '“{name}” has to be chosen or dropped here first.',
    'zh-Hant': '請先在此選擇「{name}」，或將它拖放進來。',
  },
  'data-missing': {
    en: '“{name}” does not exist. It may have been moved or deleted, or its disk is not connected.',
    'zh-Hant': '「{name}」不存在，可能已被移動或刪除，或所在的磁碟未連接。',
  },
  'data-unreadable': {
    en: '“{name}” cannot be read: {reason}.',
    'zh-Hant': '無法讀取「{name}」：{reason}。',
  },
  'data-not-usable': {
    en: '“{name}” cannot be imported: {problem}.',
    'zh-Hant': '無法匯入「{name}」：{problem}。',
  },
  'data-other-archive': {
    en: '“{name}” is a {kind} archive, which Netloom does not open. Unpack it first, then import the folder. Zip archives can be imported as they are.',
    'zh-Hant':
      '「{name}」是 {kind} 封存檔，Netloom 無法開啟。請先解壓縮，再匯入該資料夾。zip 壓縮檔可以直接匯入。',
  },
  'data-not-recognized': {
    en: 'Netloom found no data in “{name}” that it can read (files: {found}). It takes folders with a subfolder of images for each class, lists (CSV, TSV, JSON Lines) of images or numbers, IDX, NPZ, NPY, CIFAR, Parquet, HDF5 and .mat files, also zipped.',
    'zh-Hant':
      'Netloom 在「{name}」中找不到可讀取的資料（檔案：{found}）。可匯入的有：每個類別一個子資料夾的影像、影像或數值的清單（CSV、TSV、JSON Lines），以及 IDX、NPZ、NPY、CIFAR、Parquet、HDF5、.mat 檔案，也可以是 zip 壓縮檔。',
  },
  'data-no-archive': {
    en: '“{name}” is not a zip archive, or is damaged: its content does not begin like one. Download or copy it again, or unpack it and import the folder.',
    'zh-Hant':
      '「{name}」不是 zip 壓縮檔，或已損壞：開頭的內容與 zip 不符。請重新下載或複製，或解壓縮後再匯入資料夾。',
  },
  'data-prepared-damaged': {
    en: '“{name}” is a data set that Netloom has prepared, but its file “{file}” is damaged or missing. Copy the folder again from where it came, or import the original data.',
    'zh-Hant':
      '「{name}」是 Netloom 已準備好的資料集，但其中的檔案「{file}」已損壞或遺失。請從來源重新複製該資料夾，或重新匯入原始資料。',
  },
  'data-empty': {
    en: 'Not one example of “{name}” can be imported. The list of problems has the reasons.',
    'zh-Hant': '「{name}」中沒有任何可匯入的樣本，原因請見問題清單。',
  },
  'data-one-class': {
    en: '“{name}” has only one class with images, “{class}”. A classifier needs at least two.',
    'zh-Hant': '「{name}」只有「{class}」一個類別有影像。分類至少需要兩個類別。',
  },
  'data-answer-invalid': {
    en: '“{value}” is no answer to {id}: {choices}.',
    'zh-Hant': '「{value}」不是 {id} 的答案：{choices}。',
  },
  'data-format-unknown': {
    en: '“{name}” cannot be read as {format}.',
    'zh-Hant': '無法將「{name}」當作 {format} 讀取。',
  },
  'data-disk-full': {
    en: 'The disk of {folder} is full: the data set was not imported, and nothing of it was left behind. It needs about {neededBytes}.',
    'zh-Hant': '{folder} 所在的磁碟空間不足：資料集未匯入，也沒有留下任何檔案。大約需要 {neededBytes}。',
  },
  'data-unwritable': {
    en: 'Data sets cannot be stored in {folder}: {reason}.',
    'zh-Hant': '無法將資料集存放在 {folder}：{reason}。',
  },
  'import-died': {
    en: 'The process that reads the data ended unexpectedly ({reason}). Nothing was imported; your other data sets are not affected. Please try again.',
    'zh-Hant': '讀取資料的程序意外結束（{reason}）。未匯入任何內容，其他資料集不受影響。請再試一次。',
  },
} as const satisfies Readonly<Record<string, Text>>;
