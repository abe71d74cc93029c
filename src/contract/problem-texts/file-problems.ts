import type { ProblemTexts } from './problem-text';

/** Files and folders that no format gets to see. */
export const fileProblems = {
  hidden: {
    effect: 'skipped',
    title: { en: 'Hidden files and folders', 'zh-Hant': '隱藏的檔案和資料夾' },
    help: {
      en: 'Names that begin with a dot belong to the system or to other programs. Rename them to import them.',
      'zh-Hant': '名稱以句點開頭的項目屬於系統或其他程式。若要匯入，請先重新命名。',
    },
  },
  'system-file': {
    effect: 'skipped',
    title: { en: 'Files of the system', 'zh-Hant': '系統檔案' },
    help: {
      en: 'Thumbs.db, desktop.ini, __MACOSX and the like are written by Windows and macOS and hold no data.',
      'zh-Hant': 'Thumbs.db、desktop.ini、__MACOSX 等由 Windows 和 macOS 產生，不含資料。',
    },
  },
  'link-loop': {
    effect: 'skipped',
    title: { en: 'Links that lead back to their own folder', 'zh-Hant': '指回所在資料夾的連結' },
    help: {
      en: 'Following such a link would never end. What it points to is imported where it really is.',
      'zh-Hant': '沿著這種連結會永無止境。連結所指的內容會在實際的位置匯入。',
    },
  },
  'broken-link': {
    effect: 'skipped',
    title: { en: 'Links to nothing', 'zh-Hant': '失效的連結' },
    help: {
      en: 'The file or folder that the link points to does not exist.',
      'zh-Hant': '連結所指的檔案或資料夾不存在。',
    },
  },
  unreadable: {
    effect: 'skipped',
    title: { en: 'Unreadable files and folders', 'zh-Hant': '無法讀取的檔案和資料夾' },
    help: {
      en: 'The system refuses to read them: your account may not have access, or the disk has an error.',
      'zh-Hant': '系統拒絕讀取：您的帳號可能沒有權限，或磁碟有錯誤。',
    },
  },
  'linked-twice': {
    effect: 'skipped',
    title: { en: 'Links to folders that are read already', 'zh-Hant': '指向已讀取資料夾的連結' },
    help: {
      en: 'Their files are imported once, from where they really are.',
      'zh-Hant': '其中的檔案只會從實際的位置匯入一次。',
    },
  },
  'special-file': {
    effect: 'skipped',
    title: { en: 'Devices, pipes and sockets', 'zh-Hant': '裝置、管道和 socket' },
    help: { en: 'They are not files with content.', 'zh-Hant': '它們不是有內容的檔案。' },
  },
  'name-not-unicode': {
    effect: 'skipped',
    title: { en: 'Names that are not Unicode', 'zh-Hant': '不是 Unicode 的名稱' },
    help: {
      en: 'Files whose names are not UTF-8 cannot be opened. Rename them, for example with convmv.',
      'zh-Hant': '名稱不是 UTF-8 的檔案無法開啟。請重新命名，例如使用 convmv。',
    },
  },
  'unsafe-path': {
    effect: 'skipped',
    title: { en: 'Paths that lead out of the archive', 'zh-Hant': '指向壓縮檔以外的路徑' },
    help: {
      en: 'An honest archive has no such paths (../, absolute, with a backslash). Nothing was written there.',
      'zh-Hant': '正常的壓縮檔不會有這種路徑（../、絕對路徑、含反斜線）。未寫入任何內容。',
    },
  },
  'doubled-path': {
    effect: 'skipped',
    title: { en: 'Entries that an archive holds twice', 'zh-Hant': '壓縮檔中重複的項目' },
    help: {
      en: 'The archive has several entries of one name; the last one is used, as when it is unpacked.',
      'zh-Hant': '壓縮檔中有多個同名項目；與解壓縮時相同，採用最後一個。',
    },
  },
  'link-in-archive': {
    effect: 'skipped',
    title: { en: 'Links inside of an archive', 'zh-Hant': '壓縮檔中的連結' },
    help: {
      en: 'They are not followed: they may lead anywhere. Unpack the archive to import what they point to.',
      'zh-Hant': '連結可能指向任何地方，因此不會讀取。若要匯入所指的內容，請先解壓縮。',
    },
  },
  'unsupported-compression': {
    effect: 'skipped',
    title: { en: 'Entries compressed in an unknown way', 'zh-Hant': '壓縮方式不支援的項目' },
    help: {
      en: 'Unpack the archive with the program that made it, and import the folder.',
      'zh-Hant': '請以建立此壓縮檔的程式解壓縮，再匯入資料夾。',
    },
  },
  'damaged-archive': {
    effect: 'skipped',
    title: { en: 'Damaged archives', 'zh-Hant': '損壞的壓縮檔' },
    help: {
      en: 'The archive is incomplete or contradicts itself. Download or copy it again.',
      'zh-Hant': '壓縮檔不完整或內容自相矛盾。請重新下載或複製。',
    },
  },
  'damaged-entry': {
    effect: 'skipped',
    title: { en: 'Damaged entries of an archive', 'zh-Hant': '壓縮檔中損壞的項目' },
    help: {
      en: 'They do not unpack to what the archive promises. Get the archive again.',
      'zh-Hant': '解壓縮的結果與壓縮檔的記載不符。請重新取得壓縮檔。',
    },
  },
  'file-too-large': {
    effect: 'skipped',
    title: { en: 'Files that are too large', 'zh-Hant': '過大的檔案' },
    help: {
      en: 'They are larger than a file of their kind can be read.',
      'zh-Hant': '大小超出此類檔案可讀取的範圍。',
    },
  },
  'file-damaged': {
    effect: 'skipped',
    title: { en: 'Damaged files', 'zh-Hant': '損壞的檔案' },
    help: {
      en: 'They are not what their format promises. Download or copy them again.',
      'zh-Hant': '內容與其格式不符。請重新下載或複製。',
    },
  },
  'other-archive': {
    effect: 'skipped',
    title: { en: 'Archives that have to be unpacked', 'zh-Hant': '需要先解壓縮的封存檔' },
    help: {
      en: 'Netloom opens zip archives only. Unpack it first, and import the folder.',
      'zh-Hant': 'Netloom 只能開啟 zip 壓縮檔。請先解壓縮，再匯入該資料夾。',
    },
  },
  encrypted: {
    effect: 'skipped',
    title: { en: 'Encrypted entries', 'zh-Hant': '加密的項目' },
    help: {
      en: 'Unpack the archive with its password first, and import the folder.',
      'zh-Hant': '請先以密碼解壓縮，再匯入資料夾。',
    },
  },
} as const satisfies ProblemTexts;
