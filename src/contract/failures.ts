import type { Diagnostic } from '../graph-runtime/diagnostics/diagnostic';
import { settingLabel } from '../graph-runtime/resume/setting-labels';
import type { Language, Text } from '../graph-runtime/text/text';
import { trainingCheckText } from '../graph-runtime/training-checks/registry';
import type { Failure } from './contract';
import { systemErrorText } from './system-errors';

/**
 * The words for failures, once for window, system dialogs and command line. Each says what happened and what can be done about
 * it. `{name}` stands for the failure's value of that name.
 */
export const failureTexts = {
  // Requests
  'request-invalid': {
    en: 'The window sent an invalid request. Please restart Netloom.',
    'zh-Hant': '視窗送出了程式無法理解的要求。請重新啟動 Netloom。',
  },
  'sender-not-trusted': {
    en: 'A request from a page that does not belong to Netloom was refused.',
    'zh-Hant': '不屬於 Netloom 的頁面提出了要求，已拒絕。',
  },
  'internal-error': {
    en: 'Something went wrong inside Netloom. The log (Help, Show Log) has the details.',
    'zh-Hant': 'Netloom 內部發生錯誤。詳細資料請見記錄檔（「說明」→「顯示記錄檔」）。',
  },

  // Files
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
  'file-too-large': {
    en: '“{name}” is {megabytes} MB; a network file has at most {limitMegabytes} MB.',
    'zh-Hant': '「{name}」有 {megabytes} MB；網路檔案最多 {limitMegabytes} MB。',
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

  // Runs
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
    en: '“{parameter}” is not a number of this network or its settings. Choose another parameter for the sweep.',
    'zh-Hant': '「{parameter}」不是這個網路或其設定中的數值。請為超參數搜尋選擇其他參數。',
  },
  'run-unknown': { en: 'This training run has already ended.', 'zh-Hant': '這次訓練已經結束。' },
  'trainer-died': {
    en: 'The training process ended unexpectedly ({reason}). Your network is not affected. Resume continues from the last checkpoint, or starts over if there was none yet.',
    'zh-Hant':
      '訓練程序意外結束（{reason}）。您的網路不受影響。按「繼續訓練」可從最後一個檢查點接著訓練；若尚無檢查點，則從頭開始。',
  },
  'trainer-not-started': {
    en: 'The training process could not be started. “npm run cli -- doctor” shows what is missing.',
    'zh-Hant': '無法啟動訓練程序。執行「npm run cli -- doctor」可查出缺少什麼。',
  },
  'engine-missing': {
    en: 'The training engine (libtensorflow) could not be loaded. “npm run setup” installs it.',
    'zh-Hant': '無法載入訓練引擎（libtensorflow）。執行「npm run setup」即可安裝。',
  },
  'out-of-memory': {
    en: 'There was not enough memory. A smaller batch size needs less memory.',
    'zh-Hant': '記憶體不足。較小的批次大小所需的記憶體較少。',
  },
  'batch-out-of-memory': {
    en: 'Memory ran out with {tried} images at a time. Try a batch size of {batchSize}, or keep the batch size and use micro-batches of {batchSize}.',
    'zh-Hant':
      '一次計算 {tried} 張影像時記憶體用盡。請試試批次大小 {batchSize}；或保留原批次，改以每 {batchSize} 張為一個微批次計算。',
  },
  'trainer-out-of-memory': {
    en: 'The system ended the training process because memory ran out, with {tried} images at a time. Close other programs, or try a batch size (or micro-batches) of {batchSize}.',
    'zh-Hant':
      '一次計算 {tried} 張影像時記憶體用盡，系統結束了訓練程序。請關閉其他程式，或試試批次大小（或微批次）{batchSize}。',
  },
  'not-enough-memory': {
    en: 'Training with {tried} images at a time needs about {needed} GB of memory; {available} GB are available. A batch size of {batchSize} fits; or keep the batch size and use micro-batches of {batchSize}.',
    'zh-Hant':
      '一次計算 {tried} 張影像約需 {needed} GB 記憶體，目前可用 {available} GB。批次大小 {batchSize} 可行；或保留原批次，改以每 {batchSize} 張為一個微批次計算。',
  },
  'network-too-large': {
    en: 'This network needs about {needed} GB of memory to train, but only {available} GB are available: even one image at a time does not fit. Make it smaller (fewer filters or units, or smaller images), or close other programs.',
    'zh-Hant':
      '訓練此網路約需 {needed} GB 記憶體，目前可用 {available} GB：即使一次一張影像也放不下。請縮小網路（減少濾波器或單元數、縮小影像），或關閉其他程式。',
  },
  'gpu-not-used': {
    en: 'The GPU “{card}” was found, but the engine cannot use it: training runs on the CPU ({name}), which is much slower. “npm run setup” installs the engine with GPU support; “npm run cli -- doctor” shows what was found.',
    'zh-Hant':
      '偵測到顯示卡「{card}」，但引擎無法使用：訓練改在處理器（{name}）上進行，速度慢得多。「npm run setup」可安裝支援顯示卡的引擎；「npm run cli -- doctor」會列出偵測結果。',
  },
  'gpu-not-found': {
    en: 'The engine found no GPU that it can use: training runs on the CPU ({name}) instead.',
    'zh-Hant': '找不到引擎可用的顯示卡：訓練改在處理器（{name}）上進行。',
  },
  'mixed-precision-slow': {
    en: 'This CPU ({name}) has no native 16-bit arithmetic (bfloat16): mixed precision works, but float32 is faster.',
    'zh-Hant': '這個處理器（{name}）沒有 16 位元運算（bfloat16）：混合精度可以使用，但在此以 float32 較快。',
  },
  'mixed-precision-unavailable': {
    en: 'The engine does not support 16-bit multiplication (bfloat16) on this device ({name}): this run is trained in float32 instead of mixed precision. The results are at least as accurate; steps take longer and need more memory.',
    'zh-Hant':
      '引擎在此裝置（{name}）上沒有 16 位元（bfloat16）的乘法運算：這次訓練改用 float32，而非混合精度。結果的準確度不受影響，但每一步較慢，也需要較多記憶體。',
  },
  'setting-slow': {
    en: 'An environment variable would make training several times slower, so the engine does not use it: {settings}. To train with it anyway, set NETLOOM_ONEDNN=off; to hide this message, unset the variable.',
    'zh-Hant':
      '有環境變數會使訓練慢上數倍，因此引擎不採用：{settings}。若仍要採用，請設定 NETLOOM_ONEDNN=off；若不想再看到此訊息，請取消設定該變數。',
  },
  'setting-changes-numbers': {
    en: 'Environment variables would change the numbers that training computes, so the engine does not use them: {settings}. For 16-bit arithmetic, choose mixed precision; to hide this message, unset the variables.',
    'zh-Hant':
      '有環境變數會改變訓練計算出的數值，因此引擎不採用：{settings}。若需要 16 位元運算，請選擇混合精度；若不想再看到此訊息，請取消設定這些變數。',
  },
  'setting-invalid': {
    en: 'The engine cannot use the value of an environment variable, and runs without it: {settings}. Correct the value, or unset the variable.',
    'zh-Hant': '引擎無法使用環境變數的值，因此略過：{settings}。請修正其值，或取消設定該變數。',
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
  'dataset-missing': {
    en: 'The data set “{id}” was not found. Choose another in the training settings: Fashion-MNIST comes with Netloom.',
    'zh-Hant': '找不到資料集「{id}」。請在訓練設定中改選其他資料集：Netloom 隨附 Fashion-MNIST。',
  },
  'dataset-unreadable': {
    en: 'The data set “{id}” cannot be read: {reason}.',
    'zh-Hant': '無法讀取資料集「{id}」：{reason}。',
  },
  'dataset-not-unpacked': {
    en: 'The data set “{id}” cannot be unpacked into {folder}: {reason}. Free some space there, or set the environment variable XDG_CACHE_HOME to another folder.',
    'zh-Hant':
      '無法將資料集「{id}」解壓縮到 {folder}：{reason}。請清出空間，或將環境變數 XDG_CACHE_HOME 設為其他資料夾。',
  },
  'dataset-damaged': {
    en: 'The file “{file}” of the data set “{id}” is damaged: {reason}. Reinstall Netloom to get an intact copy.',
    'zh-Hant': '資料集「{id}」的檔案「{file}」已損壞：{reason}。請重新安裝 Netloom 以取得完整的檔案。',
  },
  // Checkpoints
  'checkpoint-missing': {
    en: 'There is no checkpoint in “{name}” to resume from. Start the training again.',
    'zh-Hant': '「{name}」裡沒有可供繼續訓練的檢查點。請重新開始訓練。',
  },
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
  // Questions to a network
  'weights-incomplete': {
    en: 'Only {count} of the network’s {total} weights are in “{name}”: the file belongs to another network, or to an earlier version of this one.',
    'zh-Hant':
      '「{name}」只含此網路 {total} 個權重中的 {count} 個：它們屬於另一個網路，或此網路修改前的版本。',
  },
  'node-not-in-use': {
    en: 'This layer does not contribute to the predictions of the network (it is used only in training, or not connected to the output), so it has no output.',
    'zh-Hant': '這一層不參與網路的預測（只用於訓練，或未連接到輸出），因此沒有輸出。',
  },
  'weight-unknown': {
    en: 'The network in training has no weight “{name}”. It has been renamed or removed since training started.',
    'zh-Hant': '訓練中的網路沒有權重「{name}」。它在訓練開始後被改名或移除了。',
  },
  'example-unknown': {
    en: 'There is no example {index}: this run uses {count}, counted from 0.',
    'zh-Hant': '沒有第 {index} 筆樣本：這次訓練使用 {count} 筆，編號從 0 開始。',
  },
  'image-incomplete': {
    en: 'The image is incomplete: it has {received} bytes, which does not match its size. Try another file.',
    'zh-Hant': '影像不完整：只有 {received} 位元組，與其尺寸不符。請改用其他檔案。',
  },
} as const satisfies Readonly<Record<string, Text>>;
export type FailureCode = keyof typeof failureTexts;

const unknownFailure: Text = {
  en: 'Something went wrong ({code}).',
  'zh-Hant': '發生錯誤（{code}）。',
};

/** The failure in words, in `language`. A code without a text of its own is shown as it is. */
export function failureText(failure: Failure, language: Language): string {
  const texts: Readonly<Record<string, Text>> = failureTexts;
  const text =
    texts[failure.code]?.[language] ?? checkText(failure.code, language) ?? unknownFailure[language];
  const values: Readonly<Record<string, string | number>> = { ...failure.values, code: failure.code };
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    if (name === 'setting') return settingLabel(String(value), language);
    // Reasons that are the system's come as its codes, and are replaced with words.
    return name === 'reason' ? (systemErrorText(String(value), language) ?? String(value)) : String(value);
  });
}

/** What a training check says of its code, as one paragraph. */
function checkText(code: string, language: Language): string | undefined {
  const text = trainingCheckText(code, language);
  return text && `${text.what}${language === 'en' ? ' ' : ''}${text.advice}`;
}

/** A training check's refusal as a failure: with the check's own code, and its words. */
export function refusalOf({ code, path, expected, received, values }: Diagnostic): Failure {
  const compared = {
    ...(expected !== undefined && { expected }),
    ...(received !== undefined && { received }),
  };
  return { code, values: { ...compared, ...values }, ...(path !== '' && { path }) };
}

/** A failure with its code checked against the list of texts. */
export function failure(
  code: FailureCode,
  values: Failure['values'] = {},
  more: Pick<Failure, 'path' | 'detail'> = {},
): Failure {
  return { code, values, ...more };
}
