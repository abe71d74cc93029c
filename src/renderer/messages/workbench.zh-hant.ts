import type { Translation } from './translation';
import type { workbenchEn } from './workbench.en';

export const workbenchZhHant: Translation<typeof workbenchEn> = {
  title: '工作台',
  tabs: {
    curves: '訓練指標',
    results: '結果',
    inside: '活化值與權重',
    data: '資料',
    runs: '訓練紀錄',
    sweeps: '超參數搜尋',
  },
  open: '開啟工作台',
  close: '關閉工作台',
  maximize: '最大化',
  restore: '還原至畫布下方',
  resize: '工作台高度',

  noCurves: '還沒有訓練指標',
  noCurvesText: '按「開始訓練」，或在「訓練紀錄」中勾選要顯示在這裡的紀錄。',
  viewAs: '顯示方式',
  charts: '圖表',
  table: '表格',
  allValues: '所顯示各次訓練的數值',
  whichCharts: '顯示哪些圖表',
  allCharts: '所有圖表',
  xAxis: '橫軸',
  xAxes: { epochs: '依週期', steps: '依步數', time: '依訓練時間' },
  xAxisHelp: '訓練時間只計訓練步驟，不含準備、評估與暫停；繼續訓練時會接著原來的時間。',
  smoothing: '平滑',
  logarithmic: '對數刻度',
  zoomIn: '放大',
  zoomOut: '縮小',
  export: '匯出',
  exportCsv: '所有數值（CSV）',
  exportPng: '圖表（PNG）',
  exportSvg: '圖表（SVG）',
  curvesFile: '曲線',
  run: '訓練',

  whichRun: '訓練',
  initialWeights: '初始權重（尚未訓練）',
};
