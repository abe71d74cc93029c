import type { Text } from '../../graph-runtime/text/text';

/** Files, versions and the backup copy. */
export const fileFailures = {
  'file-missing': {
    en: '“{name}” no longer exists. It may have been moved or deleted.',
    'zh-Hant': '找不到「{name}」，可能已被移動或刪除。',
  },
  'file-unreadable': {
    en: '“{name}” cannot be read: {reason}.',
    'zh-Hant': '無法讀取「{name}」：{reason}。',
  },
  'file-not-regular': {
    en: '“{name}” is a folder or a device, not a file.',
    'zh-Hant': '「{name}」是資料夾或裝置，不是檔案。',
  },
  'file-not-utf8': {
    en: '“{name}” is not a text file in UTF-8. Save it as UTF-8 in the program it comes from; otherwise characters would be lost.',
    'zh-Hant': '「{name}」不是 UTF-8 編碼的文字檔。請在原來的程式中另存為 UTF-8，否則會遺失文字。',
  },
  'archive-too-large': {
    en: '“{name}” would be larger than 4 GB, the limit of zip archives. Export to a folder: a name without .zip at its end.',
    'zh-Hant': '「{name}」會超過 zip 壓縮檔的上限 4 GB。請匯出成資料夾：名稱不要以 .zip 結尾。',
  },
  'file-too-large': {
    en: '“{name}” is {sizeBytes}; a network file has at most {limitBytes}.',
    'zh-Hant': '「{name}」有 {sizeBytes}；網路檔案最多 {limitBytes}。',
  },
  'file-not-a-network': {
    en: '“{name}” is not a Netloom network: {reason}',
    'zh-Hant': '「{name}」不是 Netloom 網路檔案：{reason}',
  },
  'file-not-a-block': {
    en: '“{name}” is not a Netloom block. Blocks are exported from the library, with its menu.',
    'zh-Hant': '「{name}」不是 Netloom 區塊檔案。區塊可從區塊庫的選單匯出。',
  },
  'file-not-granted': {
    en: '“{name}” is not among the recent files. Please open it with File, Open.',
    'zh-Hant': '「{name}」不在最近使用的檔案中。請用「檔案」→「開啟」來開啟它。',
  },
  'file-unwritable': {
    en: '“{name}” cannot be written: {reason}.',
    'zh-Hant': '無法寫入「{name}」：{reason}。',
  },
  'name-too-long': {
    en: 'The name “{name}” is too long for this disk. Save it under a shorter name.',
    'zh-Hant': '名稱「{name}」對此磁碟而言太長。請以較短的名稱儲存。',
  },
  'temporary-folder-unusable': {
    en: 'The folder for temporary files, {folder}, cannot be used: {reason}. Free some space there, or set the environment variable TMPDIR to another folder.',
    'zh-Hant': '無法使用暫存資料夾 {folder}：{reason}。請清出空間，或將環境變數 TMPDIR 設為其他資料夾。',
  },
  'permission-denied': {
    en: 'Your account does not have access to “{name}”. Ask its owner for access, or use another folder.',
    'zh-Hant': '您的帳號沒有「{name}」的存取權限。請向擁有者要求權限，或改用其他資料夾。',
  },
  'read-only': {
    en: 'The disk of “{name}” is read-only. Save it somewhere else.',
    'zh-Hant': '「{name}」所在的磁碟是唯讀的。請存到其他位置。',
  },
  'disk-full': {
    en: 'The disk is full: “{name}” was not saved; the file on disk is unchanged. Free some space and save again.',
    'zh-Hant': '磁碟空間不足：「{name}」未儲存，磁碟上的檔案維持原樣。請清出空間後再儲存一次。',
  },
  'folder-missing': {
    en: 'The folder of “{name}” no longer exists. Save it somewhere else.',
    'zh-Hant': '「{name}」所在的資料夾已不存在。請存到其他位置。',
  },
  'file-changed-on-disk': {
    en: 'Another program has changed “{name}” since it was opened here. Nothing was overwritten.',
    'zh-Hant': '「{name}」在此開啟之後已被其他程式變更。尚未覆寫任何內容。',
  },
  'file-open-elsewhere': {
    en: '“{name}” is open in another window. Save under another name, or close that window first.',
    'zh-Hant': '「{name}」已在另一個視窗中開啟。請以其他名稱儲存，或先關閉該視窗。',
  },
  'version-missing': {
    en: 'This version can no longer be read. The others are not affected.',
    'zh-Hant': '此版本已無法讀取。其他版本不受影響。',
  },
  'backup-not-written': {
    en: 'The backup copy of your unsaved work cannot be written: {reason}. Your work is still in this window; save it now.',
    'zh-Hant': '無法寫入未儲存內容的備份：{reason}。您的內容仍在此視窗中，請儲存。',
  },
} as const satisfies Readonly<Record<string, Text>>;
