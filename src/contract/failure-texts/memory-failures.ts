import type { Text } from '../../graph-runtime/text/text';

/** Main memory. */
export const memoryFailures = {
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
    en: 'Training with {tried} images at a time needs about {neededBytes} of memory; {availableBytes} is available. A batch size of {batchSize} fits; or keep the batch size and use micro-batches of {batchSize}.',
    'zh-Hant':
      '一次計算 {tried} 張影像約需 {neededBytes} 記憶體，目前可用 {availableBytes}。批次大小 {batchSize} 可行；或保留原批次，改以每 {batchSize} 張為一個微批次計算。',
  },
  'network-too-large': {
    en: 'This network needs about {neededBytes} of memory to train, but only {availableBytes} is available: even one image at a time does not fit. Make it smaller (fewer filters or units, or smaller images), or close other programs.',
    'zh-Hant':
      '訓練此網路約需 {neededBytes} 記憶體，目前可用 {availableBytes}：即使一次一張影像也放不下。請縮小網路（減少濾波器或單元數、縮小影像），或關閉其他程式。',
  },
} as const satisfies Readonly<Record<string, Text>>;
