import type { Text } from '../../graph-runtime/text/text';

/** Runs and sweeps. */
export const runFailures = {
  'run-in-progress': {
    en: 'A training run is in progress. Stop it before starting another.',
    'zh-Hant': '已有訓練正在進行。請先停止，再開始新的訓練。',
  },
  'run-interrupted': {
    en: 'Netloom exited while this run was training. Resume continues from its last checkpoint, or starts over if there was none yet.',
    'zh-Hant': 'Netloom 在訓練途中結束。按「繼續訓練」可從最後一個檢查點接著訓練；若尚無檢查點，則從頭開始。',
  },
  'run-without-weights': {
    en: 'This run ended before its first checkpoint: there are no weights to inspect or resume from.',
    'zh-Hant': '這次訓練在第一個檢查點之前就結束了，沒有可檢視或接續的權重。',
  },
  'sweep-parameter-unknown': {
    en: '“{sweepParameter}” does not exist in this network and its settings, or cannot have every value given. Choose other values or another parameter for the sweep.',
    'zh-Hant':
      '這個網路與其設定沒有「{sweepParameter}」，或它不能設為所給的每個值。請為超參數搜尋選擇其他值或其他參數。',
  },
  'run-unknown': { en: 'This training run has already ended.', 'zh-Hant': '這次訓練已經結束。' },
  'trainer-died': {
    en: 'The training process ended unexpectedly ({reason}). Your network is not affected. Resume continues from the last checkpoint, or starts over if there was none yet.',
    'zh-Hant':
      '訓練程序意外結束（{reason}）。您的網路不受影響。按「繼續訓練」可從最後一個檢查點接著訓練；若尚無檢查點，則從頭開始。',
  },
  'inspection-died': {
    en: 'The process that computes what is shown here ended unexpectedly ({reason}). Your network is not affected. Select the layer again to try once more.',
    'zh-Hant': '負責計算此處內容的程序意外結束（{reason}）。您的網路不受影響。請重新選取該層再試一次。',
  },
  'trainer-not-started': {
    en: 'The training process could not be started. “npm run cli -- doctor” shows what is missing.',
    'zh-Hant': '無法啟動訓練程序。執行「npm run cli -- doctor」可查出缺少什麼。',
  },
  'loss-not-finite': {
    en: 'The loss is no longer finite (training diverged at step {step}). A smaller learning rate usually helps; so does clipping the gradients.',
    'zh-Hant': '損失已不是有限數值（訓練在第 {step} 步發散）。通常調低學習率即可改善；裁剪梯度也有幫助。',
  },
  'weights-not-finite': {
    en: 'The weights are no longer finite: at step {step}, while the loss was still finite, the gradient overflowed at “{node}”. Clipping the gradients helps, and so does a smaller learning rate; with mixed precision, try float32.',
    'zh-Hant':
      '權重已不是有限數值：第 {step} 步時損失仍為有限值，但梯度在「{node}」處溢位。裁剪梯度或調低學習率會有幫助；若使用混合精度，請試試 float32。',
  },
  'network-not-trainable': {
    en: 'The network cannot be trained yet. The messages on the canvas explain what to fix.',
    'zh-Hant': '此網路目前無法訓練。畫布上的訊息會說明該修正什麼。',
  },
} as const satisfies Readonly<Record<string, Text>>;
