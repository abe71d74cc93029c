import type { ProblemTexts } from './problem-text';

/** What is wrong with an image, as far as its header or its decoder tells. */
export const imageProblems = {
  'empty-file': {
    effect: 'skipped',
    title: { en: 'Empty files', 'zh-Hant': '空檔案' },
    help: {
      en: 'They have 0 bytes: a download or a copy did not finish.',
      'zh-Hant': '檔案大小為 0：下載或複製未完成。',
    },
  },
  'not-an-image': {
    effect: 'skipped',
    title: { en: 'Files named as images that are none', 'zh-Hant': '檔名像影像但不是影像的檔案' },
    help: {
      en: 'Their content is something else, such as the web page that a failed download leaves.',
      'zh-Hant': '內容是其他東西，例如下載失敗時留下的網頁。',
    },
  },
  'image-unsupported': {
    effect: 'skipped',
    title: { en: 'Image formats that Netloom does not read', 'zh-Hant': 'Netloom 不支援的影像格式' },
    help: {
      en: 'Convert them to JPEG or PNG, for example with ImageMagick: magick mogrify -format png *.heic',
      'zh-Hant': '請轉換成 JPEG 或 PNG，例如使用 ImageMagick：magick mogrify -format png *.heic',
    },
  },
  'image-truncated': {
    effect: 'skipped',
    title: { en: 'Incomplete images', 'zh-Hant': '不完整的影像' },
    help: {
      en: 'The file ends before the image does. Download or copy it again.',
      'zh-Hant': '檔案在影像結束之前就中斷了。請重新下載或複製。',
    },
  },
  'image-damaged': {
    effect: 'skipped',
    title: { en: 'Damaged images', 'zh-Hant': '損壞的影像' },
    help: {
      en: 'The data contradict themselves (a wrong checksum, an impossible code). Get the original again.',
      'zh-Hant': '資料自相矛盾（檢查碼錯誤、不可能的編碼）。請重新取得原始檔案。',
    },
  },
  'image-too-large': {
    effect: 'skipped',
    title: { en: 'Images that are too large', 'zh-Hant': '過大的影像' },
    help: {
      en: 'Their headers announce more pixels than can be decoded safely. Reduce them in an image editor.',
      'zh-Hant': '標頭宣告的像素數超出可安全解碼的範圍。請以影像編輯軟體縮小。',
    },
  },
  'decoder-died': {
    effect: 'skipped',
    title: { en: 'Images that ended their decoder', 'zh-Hant': '使解碼器中止的影像' },
    help: {
      en: 'Decoding them took too much memory or time, or broke the decoder. The others are not affected.',
      'zh-Hant': '解碼耗用過多記憶體或時間，或使解碼器中止。其他影像不受影響。',
    },
  },
  'wrong-extension': {
    effect: 'noted',
    title: { en: 'Images with another format’s extension', 'zh-Hant': '副檔名與格式不符的影像' },
    help: {
      en: 'The content decides: they are imported as what they are.',
      'zh-Hant': '以內容為準：依實際的格式匯入。',
    },
  },
  animated: {
    effect: 'noted',
    title: { en: 'Animations', 'zh-Hant': '動畫' },
    help: { en: 'Their first frame is imported.', 'zh-Hant': '匯入第一個影格。' },
  },
  'reduced-depth': {
    effect: 'noted',
    title: { en: 'Images of 16 bits per channel', 'zh-Hant': '每通道 16 位元的影像' },
    help: {
      en: 'They are stored with 8 bits per channel.',
      'zh-Hant': '以每通道 8 位元儲存。',
    },
  },
} as const satisfies ProblemTexts;
