import type { Text } from '../../graph-runtime/text/text';

/** The folder of a run. */
export const runFolderFailures = {
  'run-folder-in-use': {
    en: '“{name}” holds an earlier run. Resume that run, or choose another folder.',
    'zh-Hant': '「{name}」裡有先前的訓練。請繼續該次訓練，或選擇其他資料夾。',
  },
  'folder-not-a-run': {
    en: '“{name}” holds files that are not a training run’s ({files}). Nothing was changed. Choose a new or an empty folder.',
    'zh-Hant': '「{name}」裡有不屬於訓練的檔案（{files}）。未變更任何內容。請選擇新的或空的資料夾。',
  },
  'run-folder-unusable': {
    en: 'The folder {name} cannot be used for a run: {reason}. Choose another folder.',
    'zh-Hant': '資料夾 {name} 無法用於訓練：{reason}。請選擇其他資料夾。',
  },
  'run-folder-locked': {
    en: '“{name}” is being trained by process {pid} ({command}) since {since}. Wait until it has ended, or stop it there; then try again.',
    'zh-Hant':
      '「{name}」正由程序 {pid}（{command}）訓練中，開始時間為 {since}。請等它結束，或先在該處停止訓練，再試一次。',
  },
  'run-folder-locked-elsewhere': {
    en: '“{name}” is being trained on another machine, in another container or by another user ({host}, process {pid}) since {since}. Wait until it has ended, or stop it there. If you are certain that it no longer runs, delete the file {file}.',
    'zh-Hant':
      '「{name}」正由另一台機器、另一個容器或另一位使用者（{host}，程序 {pid}）訓練，開始時間為 {since}。請等它結束，或在該處停止訓練。若確定它已不在執行，請刪除檔案 {file}。',
  },
  'run-folder-lost': {
    en: 'Another process has started to train in “{name}”, so this one stopped without writing its results there.',
    'zh-Hant': '另一個程序已開始在「{name}」中訓練，因此這次訓練已停止，且未在該處寫入結果。',
  },
  'run-folder-taken-over': {
    en: 'The folder was still marked as in use by process {pid}, which has ended without releasing it. This run uses it now.',
    'zh-Hant': '資料夾仍標記為由程序 {pid} 使用，但該程序已結束而未釋放它。現在由這次訓練使用。',
  },
  'run-replaced': {
    en: 'The earlier run in “{name}” was replaced ({files} files), as requested by --overwrite.',
    'zh-Hant': '已依 --overwrite 的要求取代「{name}」中先前的訓練（{files} 個檔案）。',
  },
  'run-document-restored': {
    en: 'The run’s network file “{name}” could not be read; the copy in its newest checkpoint was used. The unreadable file, if there was one, is kept as “{copy}”.',
    'zh-Hant':
      '無法讀取這次訓練的網路檔案「{name}」，已改用最新檢查點中的副本。若原檔案存在，已保留為「{copy}」。',
  },
} as const satisfies Readonly<Record<string, Text>>;
