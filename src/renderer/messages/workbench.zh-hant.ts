import type { Translation } from './translation';
import type { workbenchEn } from './workbench.en';

export const workbenchZhHant: Translation<typeof workbenchEn> = {
  title: '工作台',
  tabs: {
    curves: '曲線',
    results: '結果',
    inside: '內部',
    runs: '訓練紀錄',
    sweeps: '參數掃描',
  },
  open: '開啟工作台',
  close: '關閉工作台',
  maximize: '使用整個視窗',
  restore: '回到畫布下方',
  resize: '工作台高度',
};
