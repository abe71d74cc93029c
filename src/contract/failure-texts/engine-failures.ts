import type { Text } from '../../graph-runtime/text/text';

/** The engine, its devices and the environment variables that concern it. */
export const engineFailures = {
  'engine-missing': {
    en: 'The training engine (libtensorflow) could not be loaded. “npm run setup” installs it.',
    'zh-Hant': '無法載入訓練引擎（libtensorflow）。執行「npm run setup」即可安裝。',
  },
  'replicas-exceed-cards': {
    en: 'The settings ask for {wanted} replicas, but the engine can use {found} GPUs. Use as many replicas as there are GPUs, or train on the CPU.',
    'zh-Hant':
      '設定要求 {wanted} 個副本，但引擎只能使用 {found} 張顯示卡。請讓副本數與顯示卡數相同，或改用處理器訓練。',
  },
  'replicas-not-available': {
    en: 'The engine in place cannot use several devices: it came with a prebuilt addon. Install a C++ compiler (g++) and run “npm run setup” again, or train without replicas.',
    'zh-Hant':
      '目前的引擎無法使用多個裝置，因為它附的是預先編譯的擴充模組。請安裝 C++ 編譯器後重新執行「npm run setup」，或不使用副本訓練。',
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
} as const satisfies Readonly<Record<string, Text>>;
