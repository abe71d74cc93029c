import type { paletteEn } from './palette.en';
import type { Translation } from './translation';

export const paletteZhHant: Translation<typeof paletteEn> = {
  title: '網路層',
  search: '搜尋網路層',
  nothing: '沒有符合「{{query}}」的網路層。',
  categories: {
    'input-output': '輸入與輸出',
    convolution: '卷積',
    pooling: '池化',
    dense: '全連接',
    activation: '活化函數',
    normalization: '正規化',
    regularization: '正則化',
    merge: '合併',
    shape: '形狀',
    block: '此網路的區塊',
  },
  outline: '大綱',
  outlineNote: '註解',
  outlineFrame: '外框',
  outlineEmpty: '網路是空的。',
  outlineHelp:
    '依計算順序列出每個節點。Enter 開啟區塊，Delete 刪除節點；Control 加方向鍵只移動不選取，空白鍵加入或移出選取。',
  fedBy: '來自 {{names}}',
  copies: '{{count}} 個副本',
  shipped: '論文中的區塊',
  library: '我的區塊',
  libraryImport: '匯入…',
  librarySaved: '已將「{{name}}」存入您的區塊。',
  libraryRemoved: '已從您的區塊中移除「{{name}}」。',
  libraryUndoRemoval: '復原',
  libraryImported: '已匯入「{{name}}」。',
  libraryMenu: '「{{name}}」的指令',
  libraryExport: '匯出…',
  libraryRemove: '移除',
  libraryEmpty: '您儲存的區塊會出現在這裡，每個網路都能使用。',
};
