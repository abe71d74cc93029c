import type { runPhasesEn } from './run-phases.en';
import type { Translation } from './translation';

export const runPhasesZhHant: Translation<typeof runPhasesEn> = {
  preparing: '準備中',
  training: '訓練中',
  pausing: '暫停中',
  paused: '已暫停',
  stopping: '停止中',
  stopped: '已停止',
  interrupted: '已中斷',
  done: '已完成',
  failed: '失敗',
};
