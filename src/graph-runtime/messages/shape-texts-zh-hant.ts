import type { DiagnosticText } from '../text/diagnostic-text';
import type { shapeTextsEn } from './shape-texts-en';

/** 繁體中文（臺灣）：形狀不合。 */
export const shapeTextsZhHant: Readonly<Record<keyof typeof shapeTextsEn, DiagnosticText>> = {
  'image-expected': {
    what: '此處應輸入影像，但收到的是 {received}。',
    advice:
      '請接上特徵圖（高 × 寬 × 通道），或先用重塑形狀層改變形狀。若要逐一轉換序列的每個位置，請使用全連接層。',
  },
  'vector-expected': {
    what: '此處應輸入向量，但收到的是 {received}。',
    advice:
      '展平層保留所有數值，每個位置各有自己的權重；全域平均池化每個通道只留一個值；1 × 1 卷積在每個位置使用相同的權重。',
  },
  'kernel-too-large': {
    what: '{kernel} 的卷積核放不進 {input} 的輸入。',
    advice: '請選擇不超過 {largest} 的卷積核，或增加填補。',
  },
  'padding-too-large': {
    what: '填補 {padding} 會讓某些視窗完全落在影像之外。',
    advice: '卷積核為 {kernel} 時，填補最多是 {limit}。',
  },
  'groups-do-not-divide-input': {
    what: '{channels} 個通道無法平均分成 {groups} 組。',
    advice: '請選擇能整除通道數的組數。',
  },
  'groups-do-not-divide-filters': {
    what: '{filters} 個濾波器無法平均分成 {groups} 組。',
    advice: '請選擇能被組數整除的濾波器數。',
  },
  'add-shape-mismatch': {
    what: '第 {index} 個輸入無法與第一個相加。',
    advice:
      '形狀必須相同，或其中之一每個通道只有一個值（1 × 1 × 通道）。在捷徑上，可以用 1 × 1 卷積讓兩者形狀一致。',
  },
  'multiply-shape-mismatch': {
    what: '第 {index} 個輸入無法與第一個相乘。',
    advice: '形狀必須相同，或其中之一每個通道只有一個值（1 × 1 × 通道）。',
  },
  'two-inputs-expected': {
    what: '這一層比較兩個輸入，但輸入有 {count} 個。',
    advice: '請連接要比較的兩者，不要連接其他輸入。',
  },
  'sampling-shapes-differ': {
    what: '平均為 {expected}，變異數卻是 {received}。',
    advice: '兩者應來自並列且單元數相同的兩層。',
  },
  'merge-shape-mismatch': {
    what: '第 {index} 個輸入與第一個的形狀不合。',
    advice: '形狀必須相同，或其中之一每個通道只有一個值（1 × 1 × 通道）。',
  },
  'sequence-too-long': {
    what: '循環層要逐一讀取每個位置，{positions} 個位置的序列太長。',
    advice: '最多 {limit} 個：請先池化或切片，或重塑成位置較少、特徵較多的序列。',
  },
  'product-size-mismatch': {
    what: '{first} 與 {second} 無法當作矩陣相乘。',
    advice: '第二個輸入需要 {expected} 列，與第一個的特徵數相同；若選「轉置第二個」，則需要同樣多的特徵。',
  },
  'no-such-axis': {
    what: '{received} 的輸入沒有這個軸。',
    advice: '影像有高、寬與通道；序列有位置與通道；向量只有通道。',
  },
  'no-order-of-axes': {
    what: '{order} 不是 {input} 的 {count} 個軸的順序。',
    advice: '請把每個軸各寫一次，從 1 開始計數。',
  },
  'positions-expected': {
    what: '此處應輸入位置序列（位置 × 特徵），但收到的是 {received}。',
    advice: '請先把影像重塑成高 · 寬個位置。',
  },
  'windows-overlap': {
    what: '大小 {size}、步幅 {strides} 的視窗會重疊：同一個位置可能有兩個值。',
    advice: '反池化的步幅至少要等於視窗的大小。',
  },
  'unpooling-size-mismatch': {
    what: '接到「池化前」的特徵圖經池化後為 {expected}，但要還原的是 {received}。',
    advice: '請接上進入這個大小的池化之前的特徵圖，通道數也要相同。',
  },
  'one-channel-expected': {
    what: '嵌入層在每個位置查一個數字，但收到的是 {received}。',
    advice: '影像須只有一個通道，序列則不能有通道；展平層可把所有數值變成一個序列。',
  },
  'too-many-inputs': {
    what: '接了 {count} 個輸入，但注意力只接受一個或兩個。',
    advice: '第一個提問、第二個回答；只有一個時，序列注意自己。',
  },
  'concatenate-size-mismatch': {
    what: '第 {index} 個輸入無法與第一個串接。',
    advice: '高與寬必須相同，只有通道數可以不同。',
  },
  'reshape-count-mismatch': {
    what: '{input} 有 {available} 個值，但 {target} 需要 {wanted} 個。',
    advice: '請選擇值的數目與輸入相同的形狀。',
  },
  'slice-out-of-range': {
    what: '要取出第 {first} 到 {last} 個，但這個軸只有 {channels} 個（從 0 數起）。',
    advice: '請從更前面開始，或少取一些。',
  },
  'output-padding-too-large': {
    what: '步幅為 {strides} 時，輸出填補 {padding} 太大。',
    advice: '最多是 {largest}：若與步幅一樣多（小卷積核留下的格數也算在內），就等於多出一個卷積核的位置。',
  },
  'reflection-too-large': {
    what: '{input} 的影像無法向外鏡射 {padding} 格。',
    advice: '最多能鏡射 {rows} 列與 {columns} 行，比影像本身少一。',
  },
  'crop-leaves-nothing': {
    what: '從 {input} 切掉 {cropped} 的列與行之後什麼都不剩。',
    advice: '請少切一些，或先讓影像變大。',
  },
  'block-does-not-divide-channels': {
    what: '{channels} 個通道無法攤成 {block} × {block} 的區塊。',
    advice: '請選擇能被 {cells} 整除的通道數；可以用 1 × 1 卷積取得。',
  },
  'block-does-not-divide-image': {
    what: '{input} 的影像無法分成 {block} × {block} 的區塊。',
    advice: '高與寬必須是區塊大小的倍數；不足的部分可以用填補補上。',
  },
  'channels-not-even': {
    what: '{channels} 個通道無法平分成兩半。',
    advice: '請讓前一層的通道數為偶數。',
  },
  'size-not-odd': {
    what: '{size} 個通道的視窗沒有中心。',
    advice: '請選擇奇數。',
  },
  'tensor-too-large': {
    what: '結果 {shape} 的值太多，無法計算。',
    advice: '請縮小輸入，或在網路較前面的地方縮小尺寸。',
  },
};
