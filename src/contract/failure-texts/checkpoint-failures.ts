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
  'weights-fit-in-part': {
    en: '{count} of {total} weights were loaded from “{name}”; the others are initialized randomly.',
    'zh-Hant': '已從「{name}」沿用 {count} 個權重（共 {total} 個），其餘以隨機值開始。',
  },
} as const satisfies Readonly<Record<string, Text>>;
