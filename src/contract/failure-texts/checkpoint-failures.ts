import type { Text } from '../../graph-runtime/text/text';

/** Checkpoints and the weights in files. */
export const checkpointFailures = {
  'checkpoint-missing': {
    en: 'There is no checkpoint in “{name}” to resume from. Start the training again.',
    'zh-Hant': '「{name}」裡沒有可供繼續訓練的檢查點。請重新開始訓練。',
  },
  'resumed-with-other-setting': {
    en: 'Changed setting from here on: {setting} {received} (before: {was}).',
    'zh-Hant': '從這裡開始使用不同的設定：{setting} {received}（原為 {was}）。',
  },
  'checkpoint-damaged': {
    en: 'The checkpoint “{name}” is damaged: {reason}.',
    'zh-Hant': '檢查點「{name}」已損壞：{reason}。',
  },
  'checkpoint-replaced': {
    en: 'The newest checkpoint is damaged: {reason}. The training resumes from the one before it, at step {step}.',
    'zh-Hant': '最新的檢查點已損壞：{reason}。訓練改從前一個檢查點（第 {step} 步）繼續。',
  },
  'checkpoint-of-another-network': {
    en: 'The checkpoint belongs to another network: since then, layers, connections or their settings have changed. Undo the changes, or start a new run.',
    'zh-Hant': '這個檢查點屬於另一個網路：之後有層、連線或其設定被修改過。請復原這些修改，或重新開始訓練。',
  },
  'checkpoint-of-other-settings': {
    en: 'This run was trained with {setting} {was}; it cannot be resumed with {received}, because its weights and its order of examples would no longer fit. Nothing was changed. Set it back to resume the run, or start a new one.',
    'zh-Hant':
      '這次訓練使用的{setting}是 {was}，無法改為 {received} 後繼續：權重與樣本順序將不再相符。未變更任何內容。請改回原值再繼續，或開始新的訓練。',
  },
  'checkpoint-not-written': {
    en: 'A checkpoint could not be written: {reason}. The training continues; the checkpoint before it is kept.',
    'zh-Hant': '無法寫入檢查點：{reason}。訓練會繼續進行，並保留前一個檢查點。',
  },
  'weights-do-not-fit': {
    en: 'None of the weights in “{name}” fits this network: no name and shape agree.',
    'zh-Hant': '「{name}」中沒有任何權重適用於此網路：名稱與形狀都不相符。',
  },
  'weights-of-another-network': {
    en: 'None of the weights in “{name}” fits this network: they are those of “{network}” in the gallery. Open it there, and import them again.',
    'zh-Hant':
      '「{name}」中沒有任何權重適用於此網路：它們屬於範例庫中的「{network}」。請從範例庫開啟該網路，再匯入一次。',
  },
  'weights-refused': {
    en: 'The file “{name}” wants to run {call} while it is read. Nothing was run. Files of weights need no such call: ask for a safetensors file, or save the state_dict alone.',
    'zh-Hant':
      '讀取「{name}」時，檔案要求執行 {call}。未執行任何內容。權重檔不需要這種呼叫：請改用 safetensors 檔，或只儲存 state_dict。',
  },
  'weights-unsupported': {
    en: 'The file “{name}” holds no weights that can be read: {what}. Expected are safetensors files and the .pth or .pt files of a state_dict.',
    'zh-Hant':
      '「{name}」中沒有可讀取的權重：{what}。可用的是 safetensors 檔，以及 state_dict 的 .pth 或 .pt 檔。',
  },
  'weights-damaged': {
    en: 'The file “{name}” is damaged: {reason}. Download or save it again.',
    'zh-Hant': '檔案「{name}」已損壞：{reason}。請重新下載或儲存。',
  },
  'weights-unreadable': {
    en: 'The file “{name}” cannot be read ({reason}). Check that it is there and that you may read it.',
    'zh-Hant': '無法讀取檔案「{name}」（{reason}）。請確認檔案存在且可以讀取。',
  },
  'imported-weights-not-finite': {
    en: 'The weight “{name}” holds {value}: with it the network outputs no numbers. Choose weights from before the training diverged.',
    'zh-Hant': '權重「{name}」含有 {value}，網路將無法輸出數值。請改用訓練發散之前的權重。',
  },
  'weights-missing': {
    en: 'The network begins with the weights of “{name}”, and this file is neither beside it nor among the imported ones. Put it there, or import the weights again.',
    'zh-Hant':
      '這個網路從「{name}」的權重開始，但該檔案既不在網路檔旁邊，也不在已匯入的權重中。請放回該檔案，或重新匯入權重。',
  },
  'weights-changed': {
    en: 'The weights in “{name}” are not those that the network was saved with. Put the original file back, or import the weights again.',
    'zh-Hant': '「{name}」中的權重與網路儲存時使用的不同。請放回原檔案，或重新匯入權重。',
  },
  'weights-fit-in-part': {
    en: '{count} of {total} weights were loaded from “{name}”; the others are initialized randomly.',
    'zh-Hant': '已從「{name}」沿用 {count} 個權重（共 {total} 個），其餘以隨機值開始。',
  },
} as const satisfies Readonly<Record<string, Text>>;
