import type { CompleteCatalogue } from './en';
import { fileTextsZhHant } from './file-texts-zh-hant';

/** 繁體中文（臺灣）。 */
export const zhHant: CompleteCatalogue = {
  diagnostics: {
    ...fileTextsZhHant,

    // 運算式
    'expression-too-long': {
      what: '運算式超過 {limit} 個字元。',
      advice: '請拆成幾個區塊參數。',
    },
    'expression-too-deep': {
      what: '運算式的巢狀超過 {limit} 層。',
      advice: '請減少括號。',
    },
    'expression-unreadable': {
      what: '「{expression}」從「{found}」（第 {position} 個字元）起無法讀取。',
      advice:
        '運算式可以使用數字、名稱、+ - * / % **、比較、&& || !、? :，以及 floor、ceil、round、min、max、abs。',
    },
    'expression-ends-early': {
      what: '「{expression}」還沒寫完就結束了。',
      advice: '請補完，或補上右括號。',
    },
    'expression-unknown-function': {
      what: '「{expression}」使用了不存在的函式 {name}。',
      advice: '可用的函式有 {known}。',
    },
    'expression-operand-count': {
      what: '「{expression}」給了 {name} {count} 個值。',
      advice: 'floor、ceil、round 與 abs 需要一個值，min 與 max 最多十六個。',
    },
    'expression-name-misspelt': {
      what: '「{expression}」使用了 {name}，但它在這裡沒有值。',
      advice: '您是指 {suggestion} 嗎？',
    },
    'expression-without-names': {
      what: '「{expression}」使用了 {name}，但這裡沒有任何名稱可用。',
      advice: '請為區塊或網路加上參數 {name}，或直接寫數字。',
    },
    'expression-unknown-name': {
      what: '「{expression}」使用了 {name}，但它在這裡沒有值。',
      advice: '可用的名稱有 {known}。請為區塊加上參數 {name}，或直接寫數字。',
    },
    'expression-not-a-number': {
      what: '「{expression}」用「{value}」做計算，但它不是數字。',
      advice: '+ - * / % ** < > 與函式只能用於數字。',
    },
    'expression-not-a-condition': {
      what: '「{expression}」把「{value}」當成條件。',
      advice: '條件可以是比較、true 或 false，或是數字（0 表示否）。',
    },
    'expression-not-finite': {
      what: '「{expression}」的結果不是有限的數。',
      advice: '請檢查是否除以零，或次方太大。',
    },

    // 參數
    'parameter-wrong-kind': {
      what: '{parameter} 應該是{expected}，卻是{received}。',
      advice: '請改成{expected}。',
    },
    'parameter-out-of-range': {
      what: '{parameter} 不能是 {received}。',
      advice: '請選擇 {expected} 之間的值。',
    },
    'parameter-not-whole': {
      what: '{parameter} 必須是整數，不能是 {received}。',
      advice: '請取整數，例如使用 floor 或 round。',
    },
    'parameter-unknown-choice': {
      what: '{parameter} 不能是 {received}。',
      advice: '請從 {expected} 中選擇。',
    },
    'parameter-wrong-rank': {
      what: '{parameter} {received} 的軸數不對。',
      advice: '請寫 {expected} 個大小，例如 [28, 28, 1] 表示高、寬與通道。',
    },
    'unknown-parameter': {
      what: '這裡沒有參數 {parameter}。',
      advice: '可用的參數有：{known}。請移除它，或檢查拼寫。',
    },
    'parameter-follows': {
      what: '{parameter} 不需要在這裡設定：它由接到這一層的輸入決定。',
      advice: '請移除它。',
    },
    'parameter-misspelt': {
      what: '這裡沒有參數 {parameter}。',
      advice: '您是指 {suggestion} 嗎？',
    },

    // 節點與區塊
    'unknown-type': {
      what: '沒有「{type}」這種層。',
      advice: '請從工具箱選擇一種層。',
    },
    'type-misspelt': {
      what: '沒有「{type}」這種層。',
      advice: '您是指 {suggestion} 嗎？',
    },
    'other-name': {
      what: '「{type}」這種層在這裡叫做 {known}。',
      advice: '請變更類型；意義相同的參數會改用這裡的名稱並保留。',
    },
    'layer-not-available': {
      what: '目前還沒有「{type}」這種層。',
      advice: '請從工具箱選擇另一種層。',
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
      what: '{node} 是區塊的接口，卻位於區塊之外。',
      advice: '網路本身以 Input 層開始，以 Output 層結束。',
    },
    'cannot-repeat': {
      what: '{node} 不能重複。',
      advice: '副本會一個接一個排列，因此節點必須有一個輸入和一個輸出。',
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
      advice: '請保留一條，或先用 Add 或 Concatenate 合併。',
    },
    'unconnected-input': {
      what: '{node} 沒有接上任何輸入。',
      advice: '請從它要處理的那一層拉一條連線過來。',
    },
    'switched-off-source': {
      what: '{node} 已停用，而且沒有可以傳遞的輸入。',
      advice: '請重新啟用它。',
    },
    'muted-input': {
      what: '{node} 的輸入 {port} 來自已靜音的節點，其他輸入則不是。',
      advice: '請取消靜音，或把 {node} 也靜音。',
    },
    'output-muted': {
      what: '沒有任何數值到達輸出：{node} 已靜音，其餘部分都靠它提供。',
      advice: '請取消靜音，或改用略過：輸入會原封不動地通過。',
    },
    cycle: {
      what: '這些節點互相等待：{cycle}。',
      advice: '請移除環上的一條連線：數值只能往前流動。',
    },

    // 形狀
    'image-expected': {
      what: '這裡需要影像，但傳入的是 {received}。',
      advice:
        '請接上特徵圖（高 × 寬 × 通道），或先用重塑形狀層改變形狀。若要逐一轉換序列的每個位置，請使用全連接層。',
    },
    'vector-expected': {
      what: '這裡需要向量，但傳入的是 {received}。',
      advice:
        '展平層保留所有數值，每個位置各有自己的權重；全域平均池化每個通道只留一個值；1 × 1 卷積在每個位置使用相同的權重。',
    },
    'output-of-image': {
      what: '輸出層需要每個類別一個分數，但傳入的是 {received} 的影像。',
      advice: '目前還無法訓練輸出影像或逐像素類別的網路。若要對整張影像分類，請把每個通道平均成一個分數。',
    },
    'output-of-positions': {
      what: '輸出層需要每個類別一個分數，但傳入的是多個位置的分數：{received}。',
      advice: '目前還無法訓練逐位置的類別。若要對整個輸入分類，請對所有位置取平均。',
    },
    'kernel-too-large': {
      what: '{kernel} 的核放不進 {input} 的輸入。',
      advice: '請選擇不超過 {largest} 的核，或增加填補。',
    },
    'padding-too-large': {
      what: '填補 {padding} 會讓某些視窗完全落在影像之外。',
      advice: '核為 {kernel} 時，填補最多是 {limit}。',
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
    'concatenate-size-mismatch': {
      what: '第 {index} 個輸入無法與第一個串接。',
      advice: '高與寬必須相同，只有通道數可以不同。',
    },
    'reshape-count-mismatch': {
      what: '{input} 有 {available} 個值，但 {target} 需要 {wanted} 個。',
      advice: '請選擇值的數目與輸入相同的形狀。',
    },
    'slice-out-of-range': {
      what: '要取出第 {first} 到 {last} 個通道，但只有 {channels} 個（從 0 數起）。',
      advice: '請從更前面開始，或少取一些通道。',
    },
    'size-not-odd': {
      what: '{size} 個通道的視窗沒有中心。',
      advice: '請選擇奇數。',
    },
    'too-few-classes': {
      what: '這個損失函數至少需要 {minimum} 個分數，但傳入 {classes} 個。',
      advice: '請讓最後的全連接層每個類別有一個單元，或選擇二元交叉熵。',
    },
    'tensor-too-large': {
      what: '結果 {shape} 的值太多，無法計算。',
      advice: '請縮小輸入，或在網路較前面的地方縮小尺寸。',
    },

    // 整個網路
    'no-input': {
      what: '網路沒有輸入。',
      advice: '請加入 Input 層：影像從那裡進入。',
    },
    'several-inputs': {
      what: '除了 {other} 之外，網路還有第二個輸入。',
      advice: '影像只從一個地方進入。請讓兩條分支都接到同一個輸入，並移除另一個。',
    },
    'no-output': {
      what: '網路沒有輸出。',
      advice: '請加入 Output 層：訓練就是要讓它的損失變小。',
    },
    'no-main-output': {
      what: '所有輸出都是輔助輸出。',
      advice: '必須有一個輸出負責預測：請把最後一個設為主要輸出。',
    },
    'several-outputs': {
      what: '網路有兩個主要輸出：{other} 與 {node}。',
      advice:
        '預測與準確率只取自一個主要輸出。請把另一個設為輔助輸出（如 GoogLeNet：損失協助訓練，預測不使用），或移除它。目前還無法訓練有兩種預測的網路。',
    },
    'no-loss': {
      what: '所有損失的權重都是 0，沒有可以減小的目標。',
      advice: '請把主要輸出的損失權重設為 1。',
    },
    'nothing-to-train': {
      what: '這個網路沒有可以學習的權重。',
      advice: '請加入卷積層或全連接層。',
    },
    'result-unused': {
      what: '{node} 的結果沒有被使用。',
      advice: '請接到後面的層，或移除它。它不參與訓練。',
    },
  },
  fixes: {
    'add-input': '加入輸入',
    'add-output': '加入輸出',
    'change-type': '把類型改為 {type}',
    'use-layer': '改用相同的層 {type}',
    connect: '把 {from} 接到 {to}',
    'insert-flatten': '插入展平層：把 {count} 個值排成一個向量',
    'insert-average': '插入全域平均池化：{channels} 個通道各留一個平均值',
    'insert-average-scores': '插入全域平均池化：整張影像得到 {channels} 個分數，個別像素沒有分數',
    'insert-position-average': '對 {positions} 個位置取平均：合併成 {channels} 個值',
    'insert-reshape': '插入重塑形狀層，變成 {shape}',
    'use-pointwise': '改為在每個位置套用：1 × 1 卷積',
    'insert-resize': '在前面插入 Resize',
    'insert-projection': '在來自 {from} 的連線上插入 1 × 1 卷積（{filters} 個濾波器，步幅 {strides}）',
    'insert-dense-projection': '在來自 {from} 的連線上插入 {units} 個單元的全連接層',
    'match-filters': '把 {node} 的 {parameter} 設為 {value}',
    'keep-edge': '只保留連線 {from} → {to}',
    'keep-size': '把 {nodes} 的填補設為 same',
    'remove-edge': '移除連線 {from} → {to}',
    'remove-edges': '移除從 {from} 到 {to} 的連線',
    'remove-node': '移除 {node}',
    'remove-parameter': '移除 {parameter}',
    'rename-field': '把 {name} 改名為 {newName}',
    'use-field-value': '把 {newName} 設為 {value}',
    'choose-type': '類型改為 {type}，{name} 設為 {value}',
    'move-field': '把 {name} 移到 {to}',
    'remove-field': '移除 {name}',
    'rename-node': '把 {node} 重新命名為 {newName}',
    'rename-parameter': '把 {parameter} 重新命名為 {newName}',
    'reset-parameter': '把 {parameter} 恢復為預設值',
    rewire: '改為把 {from} 接到 {to}',
    'set-parameter': '把 {parameter} 設為 {value}',
    'switch-on': '啟用 {node}',
    'make-auxiliary': '把 {node} 設為輔助輸出：只使用它的損失',
    'share-input': '把 {node} 供給的連線改接到 {other}，並移除 {node}',
    mute: '將 {node} 靜音',
    unmute: '取消 {node} 的靜音',
    // 訓練檢查的修正
    'remove-layer': '移除 {node} 並把前後相接',
    'set-setting': '把 {setting} 設為 {value}',
    'use-dataset': '改用 {name}',
  },
  terms: {
    'height × width × channels': '高 × 寬 × 通道',
    'a wire': '一條連線',
    none: '沒有',
    features: '向量：一排數字',
    number: '數字',
    'whole number': '整數',
    text: '文字',
    'true / false': 'true 或 false',
    '[height, width]': '[高, 寬]',
    '[height, width, channels]': '[高, 寬, 通道]',
    string: '文字',
    boolean: 'true 或 false',
    array: '清單',
    object: '物件',
    record: '物件',
    int: '整數',
    'json value': '值',
    'json name': '雙引號中的名稱',
    'json colon': '冒號',
    'json comma or brace': '逗號或 }',
    'json comma or bracket': '逗號或 ]',
    'json end': '檔案結尾',
    'json nothing': '檔案結尾',
  },
  kinds: {
    text: '文字 {value}',
    number: '數字 {value}',
    boolean: ' {value}',
    list: '清單 {value}',
    object: '物件 {value}',
    null: ' null',
  },
  or: '或',
  labels: {
    expected: '預期',
    received: '實際',
    uses: '位於區塊 {block}，共使用 {count} 次：{paths}',
    copies: '位於 {count} 個副本：{paths}',
  },
};
