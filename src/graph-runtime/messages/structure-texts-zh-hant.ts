import type { DiagnosticText } from '../text/diagnostic-text';
import type { structureTextsEn } from './structure-texts-en';

/** 繁體中文（臺灣）：節點、區塊與連線，以及整個網路。 */
export const structureTextsZhHant: Readonly<Record<keyof typeof structureTextsEn, DiagnosticText>> = {
  // 節點與區塊
  'unknown-type': {
    what: '沒有「{type}」這種層。',
    advice: '請從「網路層」清單選擇一種層。',
  },
  'type-misspelled': {
    what: '沒有「{type}」這種層。',
    advice: '您是指 {suggestion} 嗎？',
  },
  'other-name': {
    what: '「{type}」這種層在這裡叫做 {known}。',
    advice: '請變更類型；意義相同的參數會改用這裡的名稱並保留。',
  },
  'placeholder-layer': {
    what: '匯入的網路中的「{operation}」目前沒有對應的層。',
    advice: '請換成計算相同的層或區塊，或刪除這個節點。它的屬性列在屬性面板中。',
  },
  'layer-not-available': {
    what: '目前還沒有「{type}」這種層。',
    advice: '請從「網路層」清單選擇另一種層。',
  },
  'unknown-block': {
    what: '這個網路中沒有區塊「{type}」。',
    advice: '請定義它，或使用已有的區塊。',
  },
  'block-recursion': {
    what: '區塊 {block} 包含了自己。',
    advice: '區塊可以包含其他區塊，但不能（直接或間接）包含自己。若要重複，請設定重複次數。',
  },
  'nesting-too-deep': {
    what: '區塊在 {block} 處的巢狀超過 {limit} 層。',
    advice: '請把其中一些並排放置。',
  },
  'port-outside-block': {
    what: '{node} 是區塊的連接埠，卻位於區塊之外。',
    advice: '網路本身以輸入層開始，以輸出層結束。',
  },
  'cannot-repeat': {
    what: '{node} 不能重複。',
    advice: '副本會一個接一個排列，因此節點必須有一個輸入和一個輸出。',
  },
  'unknown-join': {
    what: '{node} 的副本不能用 {join} 合併。',
    advice: '請選擇 {merges} 之一。',
  },
  'duplicate-id': {
    what: '有兩個節點都叫 {node}。',
    advice: '請將其中一個重新命名。',
  },
  'path-collision': {
    what: '{node} 與 {other} 的某個編號副本同名。',
    advice: '請將其中一個重新命名：重複節點的副本會在名稱後加上編號。',
  },
  'network-too-large': {
    what: '這個網路展開後超過 {limit} 層。',
    advice: '請減少區塊的重複次數。',
  },
  'further-problems': {
    what: '另外還有 {count} 個問題。',
    advice: '請先解決列出的問題。',
  },

  // 連線
  'edge-to-nowhere': {
    what: '連線 {from} → {to} 的一端是 {missing}，但它不存在。',
    advice: '請移除連線，或改接到別的節點。',
  },
  'takes-no-input': {
    what: '{node} 沒有輸入，但連線 {from} → {to} 接到了它。',
    advice: '請移除連線。',
  },
  'unknown-input-port': {
    what: '{node} 沒有輸入「{port}」。',
    advice: '請把連線接到：{known}。',
  },
  'gives-no-output': {
    what: '{node} 沒有輸出，但連線 {from} → {to} 從它開始。',
    advice: '請移除連線。',
  },
  'unknown-output-port': {
    what: '{node} 沒有輸出「{port}」。',
    advice: '請讓連線從以下之一開始：{known}。',
  },
  'duplicate-wire': {
    what: '連線 {from} → {to} 出現了兩次。',
    advice: '請移除其中一條，除非這個值真的要算兩次。',
  },
  'port-occupied': {
    what: '{node} 的「{port}」只能接一條連線，卻接了好幾條：{received}。',
    advice: '請保留一條，或先用相加層或串接層合併。',
  },
  'unconnected-input': {
    what: '{node} 沒有接上任何輸入。',
    advice: '請從它要處理的那一層拉一條連線過來。',
  },
  'unconnected-port': {
    what: '{node} 的輸入「{port}」沒有接上連線。',
    advice: '請從輸出該接到這裡的那一層拉一條連線過來。',
  },
  'switched-off-source': {
    what: '{node} 已略過，而且沒有可以傳遞的輸入。',
    advice: '請重新啟用它。',
  },
  'muted-input': {
    what: '{node} 的輸入 {port} 來自已停用的節點，其他輸入則不是。',
    advice: '請重新啟用該節點，或將 {node} 也停用。',
  },
  'output-muted': {
    what: '沒有任何數值到達輸出：{node} 已停用，其餘部分都依賴它。',
    advice: '請重新啟用它，或改用略過：輸入會原封不動地通過。',
  },
  cycle: {
    what: '這些節點形成迴圈：{cycle}。',
    advice: '請移除迴圈中的一條連線：網路不能有迴圈。',
  },

  // 整個網路
  'no-input': {
    what: '網路沒有輸入。',
    advice: '請加入輸入層：影像從那裡進入。',
  },
  'several-inputs': {
    what: '網路的第二個輸入與 {other} 取用同樣的影像。',
    advice:
      '影像旁的向量可取用樣本之外的數值，影像則可取用每個樣本的第二張影像。若要比較兩張影像，請讓它取用成對影像的第二張（或正、負樣本）。否則請讓兩條分支都接到同一個輸入，並移除另一個。',
  },
  'inputs-do-not-go-together': {
    what: '各輸入（{count} 個）取用的內容無法組合。',
    advice:
      '網路可有一個輸入（樣本本身）；或兩個（樣本與成對影像的第二張）；或三個（樣本、正樣本與負樣本）。',
  },
  'numbers-twice': {
    what: '網路的第二個輸入與 {other} 取用同樣的數值。',
    advice: '請讓兩條分支都接到同一個輸入，並移除另一個。',
  },
  'numbers-without-examples': {
    what: '{node} 取用樣本之外的數值，但沒有輸入取用樣本本身。',
    advice: '請為影像（或表格的列）加入輸入，或讓這個輸入取用樣本本身。',
  },
  'numbers-beside-compared': {
    what: '{node} 取用樣本之外的數值，但其他輸入取用數個互相比較的樣本。',
    advice: '請移除數值的輸入，或只保留一個取用樣本本身的輸入。',
  },
  'second-image-twice': {
    what: '網路的第二個輸入與 {other} 取用同樣的第二張影像。',
    advice: '請讓兩條分支都接到同一個輸入，並移除另一個。資料集有多張第二張影像時，請選擇另一張。',
  },
  'second-image-without-examples': {
    what: '{node} 取用樣本的第二張影像，但沒有輸入取用樣本本身。',
    advice: '請為第一張影像加入輸入，或讓這個輸入取用樣本本身。',
  },
  'second-image-beside-compared': {
    what: '{node} 取用樣本的第二張影像，但其他輸入取用數個互相比較的樣本。',
    advice: '請移除第二張影像的輸入，或只保留一個取用樣本本身的輸入。',
  },
  'second-image-is-no-image': {
    what: '第二張影像有高、寬與通道數，而不是形狀 {received}。',
    advice: '請將形狀設為高、寬與通道數，例如 [28, 28, 1]。',
  },
  'numbers-are-no-vector': {
    what: '樣本之外的數值是向量，而不是 {received}。',
    advice: '請將形狀設為數值的個數，例如 [2]。',
  },
  'input-shapes-differ': {
    what: '{node} 取用 {received} 的影像，但 {other} 取用 {expected}。',
    advice: '互相比較的影像必須形狀相同。',
  },
  'no-pair-compared': {
    what: '輸入取用成對影像，但沒有輸出比較它們。',
    advice: '請將 {node} 的目標設為「是否同類」以輸出成對的分數，或將損失函數設為對比損失以輸出距離。',
  },
  'no-triplet-compared': {
    what: '輸入取用三元組影像，但沒有輸出比較它們。',
    advice: '請將 {node} 的損失函數設為三元組損失：它接收與正樣本、與負樣本的兩個距離。',
  },
  'pair-not-taken': {
    what: '{node} 比較成對的兩張影像，但輸入並未取用成對影像。',
    advice: '請加入取用成對影像第二張的輸入，或改選其他損失函數與目標。',
  },
  'triplet-not-taken': {
    what: '{node} 比較三元組的影像，但輸入並未取用三元組。',
    advice: '請加入取用正樣本與負樣本的輸入，或改選其他損失函數與目標。',
  },
  'no-output': {
    what: '網路沒有輸出。',
    advice: '請加入輸出層：訓練會最小化它的損失。',
  },
  'no-main-output': {
    what: '所有輸出都是輔助輸出。',
    advice: '必須有一個輸出負責預測：請把最後一個設為主要輸出。',
  },
  'shared-weights-missing': {
    what: '{node} 使用 {other} 的權重，但找不到該節點。',
    advice: '請選擇同一網路或區塊中的節點，或讓 {node} 使用自己的權重。',
  },
  'shared-weights-circular': {
    what: '{node} 與 {other} 互相使用對方的權重，因此兩者都沒有權重。',
    advice: '請讓其中之一使用自己的權重。',
  },
  'shared-weights-differ': {
    what: '{node} 無法使用 {other} 的權重：共用權重的層必須種類相同，且權重形狀相同。',
    advice: '請讓兩者的大小與輸入通道數相同，或讓 {node} 使用自己的權重。',
  },
  'no-loss': {
    what: '所有損失的權重都是 0，沒有可以最小化的目標。',
    advice: '請把主要輸出的損失權重設為 1。',
  },
  'nothing-to-train': {
    what: '這個網路沒有可訓練的權重。',
    advice: '請加入卷積層或全連接層。',
  },
  'all-frozen': {
    what: '所有帶權重的層都已凍結，沒有可訓練的內容。',
    advice: '請至少解除凍結最後一層。',
  },
  'single-input': {
    what: '{node} 用來合併多個輸入，但只有一個輸入。',
    advice: '請接上第二個輸入，例如繞過前面幾層的捷徑，或移除這一層。',
  },
  'export-shared-weights': {
    what: '{node} 使用 {other} 的權重，這種格式的檔案在此處無法共用權重。',
    advice: '請匯出為 ONNX 或 TensorFlow SavedModel，它們會保留共用的權重。',
  },
  'export-several-inputs': {
    what: '這種格式的檔案只接受一張影像，而網路取用 {other} 與 {node} 的影像。',
    advice: '請匯出為 ONNX、PyTorch 或 Keras，它們可以接受數張影像。',
  },
  'no-onnx-form': {
    what: 'ONNX 匯出不支援「{node}」這種層。',
    advice: '請移除它，或改用可以匯出的層。',
  },
  'no-pytorch-form': {
    what: 'PyTorch 匯出不支援「{node}」這種層。',
    advice: '請移除它，或改用可以匯出的層。',
  },
  'no-keras-form': {
    what: 'Keras 沒有可計算「{node}」的層。',
    advice: '請移除它、改用可以匯出的層，或匯出為 PyTorch 或 ONNX。',
  },
  'keras-padding': {
    what: 'Keras 沒有採用這種填補的層：「{node}」。',
    advice: '請將填補設為「same」或「valid」，或匯出為 PyTorch 或 ONNX。',
  },
  'no-tfjs-form': {
    what: 'TensorFlow.js 沒有可計算「{node}」的層。',
    advice: '請移除它，或改用可以匯出的層。',
  },
  'tfjs-dilation': {
    what: 'TensorFlow.js 無法正確計算有擴張的逐通道卷積：「{node}」。',
    advice: '請將擴張率設為 1，或匯出為其他格式。',
  },
  'tfjs-strides-and-dilation': {
    what: 'TensorFlow.js 無法計算步幅大於 1 又有擴張的卷積：「{node}」。',
    advice: '請將步幅或擴張率設為 1，或匯出為其他格式。',
  },
  'tfjs-padding': {
    what: 'TensorFlow.js 的池化不支援這種填補：「{node}」。',
    advice: '請將填補設為「same」或「valid」，或匯出為其他格式。',
  },
  'tfjs-interpolation': {
    what: 'TensorFlow.js 的內插位置與「{node}」不同。',
    advice: '請將內插改為「最近鄰」，或匯出為其他格式。',
  },
  'tfjs-adaptive-windows': {
    what: 'TensorFlow.js 不支援大小不一的池化視窗：「{node}」。',
    advice: '請選擇能整除輸入的輸出大小，或匯出為其他格式。',
  },
  'saved-model-too-large': {
    what: '含權重的 SavedModel 最大 2 GB；這個網路的權重有 {gigabytes} GB。',
    advice: '請縮小網路，或匯出為 PyTorch 或 ONNX。',
  },
  'pytorch-too-large': {
    what: 'PyTorch 專案最大 4 GB；這個網路的權重有 {gigabytes} GB。',
    advice: '請縮小網路。',
  },
  'onnx-too-large': {
    what: 'ONNX 檔案最大 2 GB；這個網路的權重有 {gigabytes} GB。',
    advice: '請縮小網路，或匯出成其他格式。',
  },
  'result-unused': {
    what: '{node} 的輸出沒有被使用。',
    advice: '請接到後面的層，或移除它。它不參與訓練。',
  },
};
