import type { galleryEn } from './gallery.en';
import type { Translation } from './translation';

export const galleryZhHant: Translation<typeof galleryEn> = {
  title: '範例庫',
  description: '可以開啟、學習並作為基礎的網路。',
  search: '搜尋網路',
  searchPlaceholder: '名稱、作者、年份、概念…',
  readyTitle: '可直接訓練',
  readyText: '使用隨附的 Fashion-MNIST 影像訓練。',
  publishedTitle: '論文原版',
  publishedText:
    '各系列依論文所述，用於 ImageNet 的 1,000 個類別。程式未隨附該資料集：網路可以開啟、修改，或當作區塊使用。',
  parameters: '參數',
  multiplyAccumulates: '乘加運算',
  input: '輸入',
  layers: '層數',
  trainingTime: '在這台電腦上的訓練時間',
  aboutTime: '約 {{duration}}',
  expectedAccuracy: '預期測試準確率',
  expectedSource: '來源：{{source}}',
  counting: '計算中…',
  open: '開啟',
  openNamed: '開啟 {{name}}',
  insert: '插入為區塊',
  insertNamed: '插入為區塊：{{name}}',
  nothing: '沒有符合「{{search}}」的網路',
  nothingText: '請搜尋名稱、作者、年份，或概念說明中的字詞。',
  clear: '清除搜尋',
};
