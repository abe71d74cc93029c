import type { ProblemTexts } from './problem-text';

/** What formats find in their files: layout, lists, rows and labels. */
export const formatProblems = {
  'not-an-example': {
    effect: 'skipped',
    title: { en: 'Files that are not images', 'zh-Hant': '不是影像的檔案' },
    help: {
      en: 'They lie beside the images, but their names are not those of images.',
      'zh-Hant': '這些檔案與影像放在一起，但從檔名看來不是影像。',
    },
  },
  'outside-classes': {
    effect: 'skipped',
    title: { en: 'Images outside of the class folders', 'zh-Hant': '類別資料夾以外的影像' },
    help: {
      en: 'Their folder names no class. Move them into the folder of their class.',
      'zh-Hant': '所在的資料夾不是類別資料夾。請移到所屬類別的資料夾中。',
    },
  },
  'empty-class': {
    effect: 'noted',
    title: { en: 'Class folders without images', 'zh-Hant': '沒有影像的類別資料夾' },
    help: {
      en: 'A class without a single image is not imported: a network cannot learn it.',
      'zh-Hant': '沒有任何影像的類別不會匯入：網路無從學習。',
    },
  },
  'names-merged': {
    effect: 'noted',
    title: { en: 'Names in two spellings', 'zh-Hant': '同一名稱的不同寫法' },
    help: {
      en: 'These names look the same and differ only in how Unicode composes their characters; they are one class.',
      'zh-Hant': '這些名稱看起來相同，只是 Unicode 組字方式不同，視為同一類別。',
    },
  },
  'missing-file': {
    effect: 'skipped',
    title: { en: 'Listed files that do not exist', 'zh-Hant': '清單中不存在的檔案' },
    help: {
      en: 'The list names them, but there is no such file. Check the paths: they start at the folder of the list.',
      'zh-Hant': '清單列出了這些檔案，但找不到。請檢查路徑：以清單所在的資料夾為起點。',
    },
  },
  'listed-twice': {
    effect: 'skipped',
    title: { en: 'Rows that list a file again', 'zh-Hant': '重複列出同一檔案的列' },
    help: {
      en: 'The first row of each file is used.',
      'zh-Hant': '每個檔案採用第一次出現的列。',
    },
  },
  'unlisted-file': {
    effect: 'skipped',
    title: { en: 'Images that the list does not name', 'zh-Hant': '清單未列出的影像' },
    help: {
      en: 'Without a row they have no label. Add them to the list to import them.',
      'zh-Hant': '沒有對應的列就沒有標籤。若要匯入，請將它們加入清單。',
    },
  },
  'bad-row': {
    effect: 'skipped',
    title: { en: 'Malformed rows', 'zh-Hant': '格式錯誤的列' },
    help: {
      en: 'They have more or fewer columns than the header, or cannot be read as text.',
      'zh-Hant': '欄數與標題列不符，或無法讀成文字。',
    },
  },
  'bad-label': {
    effect: 'skipped',
    title: { en: 'Examples without a usable label', 'zh-Hant': '沒有可用標籤的樣本' },
    help: {
      en: 'The label is missing, or is not what the others are (a number where the others are numbers, say).',
      'zh-Hant': '缺少標籤，或標籤的類型與其他樣本不同（例如其他都是數字）。',
    },
  },
  'bad-value': {
    effect: 'skipped',
    title: { en: 'Rows with missing or non-numeric values', 'zh-Hant': '缺值或含非數值的列' },
    help: {
      en: 'Every feature, and every number beside an image, needs a value. Fill the gaps in, or leave the column out.',
      'zh-Hant': '每個特徵與影像之外的每個數值都必須有值。請補上缺值，或不使用該欄。',
    },
  },
  'mask-without-image': {
    effect: 'skipped',
    title: { en: 'Masks without an image', 'zh-Hant': '沒有影像的遮罩' },
    help: {
      en: 'An image has the name of its mask, in the folder of images.',
      'zh-Hant': '影像放在影像資料夾中，名稱與遮罩相同。',
    },
  },
  'missing-mask': {
    effect: 'skipped',
    title: { en: 'Images without a mask', 'zh-Hant': '沒有遮罩的影像' },
    help: {
      en: 'A mask has the name of its image, in the folder of masks.',
      'zh-Hant': '遮罩放在遮罩資料夾中，名稱與影像相同。',
    },
  },
  'target-without-image': {
    effect: 'skipped',
    title: { en: 'Second images without a first one', 'zh-Hant': '沒有第一張影像的第二張影像' },
    help: {
      en: 'The first image has the name of the second one, in the folder of inputs.',
      'zh-Hant': '第一張影像放在輸入資料夾中，名稱與第二張相同。',
    },
  },
  'missing-target': {
    effect: 'skipped',
    title: { en: 'Images without a second one', 'zh-Hant': '沒有第二張影像的影像' },
    help: {
      en: 'The second image has the name of the first one, in the folder of targets.',
      'zh-Hant': '第二張影像放在目標資料夾中，名稱與第一張相同。',
    },
  },
  'encoding-guessed': {
    effect: 'noted',
    title: { en: 'Text that is not UTF-8', 'zh-Hant': '不是 UTF-8 的文字檔' },
    help: {
      en: 'The encoding was guessed. If letters are wrong, save the file as UTF-8.',
      'zh-Hant': '文字編碼是推測的。若有亂碼，請將檔案另存為 UTF-8。',
    },
  },
  'unknown-split': {
    effect: 'noted',
    title: { en: 'Unknown splits', 'zh-Hant': '無法辨識的分割' },
    help: {
      en: 'The column of splits holds something other than train, validation and test; these rows are split as those without a split.',
      'zh-Hant': '分割欄位的值不是 train、validation 或 test；這些列視為未指定分割。',
    },
  },
  'column-left-out': {
    effect: 'noted',
    title: { en: 'Columns that are not features', 'zh-Hant': '未作為特徵的欄位' },
    help: {
      en: 'Row numbers, dates and free text have a different value in almost every row: a network cannot learn from them.',
      'zh-Hant': '列號、日期和自由文字幾乎每列都不同，網路無法從中學習。',
    },
  },
  'values-scaled': {
    effect: 'noted',
    title: { en: 'Pixels in another range', 'zh-Hant': '像素值的範圍不同' },
    help: {
      en: 'The values are not from 0 to 255. They were scaled to that range, and rounded.',
      'zh-Hant': '數值不在 0 到 255 的範圍，已縮放到此範圍並取整數。',
    },
  },
  'unsupported-array': {
    effect: 'skipped',
    title: { en: 'Arrays that are neither images nor labels', 'zh-Hant': '不是影像或標籤的陣列' },
    help: {
      en: 'Images are arrays of shape [count, height, width] or [count, height, width, channels], labels have one entry for each image.',
      'zh-Hant': '影像陣列的形狀為 [數量, 高, 寬] 或 [數量, 高, 寬, 通道]；標籤則每張影像一個。',
    },
  },
  'object-array': {
    effect: 'skipped',
    title: { en: 'Arrays of Python objects', 'zh-Hant': 'Python 物件的陣列' },
    help: {
      en: 'Reading them would run code that the file brings along. Save numbers instead: np.save(…, allow_pickle=False).',
      'zh-Hant': '讀取這種陣列會執行檔案附帶的程式碼。請改存數值：np.save(…, allow_pickle=False)。',
    },
  },
  'pickle-refused': {
    effect: 'skipped',
    title: { en: 'Pickles that call other programs', 'zh-Hant': '呼叫其他程式的 pickle 檔案' },
    help: {
      en: 'The file asks Python to call a function that data do not need. Nothing was run. Do not open it in Python unless you trust where it comes from.',
      'zh-Hant':
        '檔案要求 Python 呼叫與資料無關的函式。未執行任何內容。除非信任其來源，否則請勿以 Python 開啟。',
    },
  },
  'counts-differ': {
    effect: 'skipped',
    title: { en: 'Images and labels of different number', 'zh-Hant': '影像與標籤的數量不同' },
    help: {
      en: 'Each image needs one label. The files do not belong together, or one of them is incomplete.',
      'zh-Hant': '每張影像需要一個標籤。檔案可能不是同一組，或有一個不完整。',
    },
  },
} as const satisfies ProblemTexts;
