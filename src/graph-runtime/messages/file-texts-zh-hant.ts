import type { DiagnosticText } from '../text/diagnostic-text';
import type { fileTextsEn } from './file-texts-en';

/** 繁體中文：檔案可能有的問題。 */
export const fileTextsZhHant: Readonly<Record<keyof typeof fileTextsEn, DiagnosticText>> = {
  'file-too-long': {
    what: '檔案長達 {length} 個字元。',
    advice: '網路檔案最多 {limit} 個字元。這是 Netloom 的檔案嗎？',
  },
  'file-too-deep': {
    what: '檔案的括號巢狀超過 {limit} 層。',
    advice: 'Netloom 的格式只需要九層。這是 Netloom 的檔案嗎？',
  },
  'file-too-big': {
    what: '檔案中的值超過 {limit} 個。',
    advice: '這是 Netloom 的檔案嗎？大型網路請用區塊來描述。',
  },
  'file-reserved-name': {
    what: '檔案使用「{name}」作為名稱。',
    advice: '這是保留字，請換一個名稱。',
  },
  'file-not-json': {
    what: '第 {line} 行第 {column} 欄不是正確的 JSON：「{excerpt}」。',
    advice: '請檢查該處是否少了或多了逗號、引號或括號。',
  },
  'file-not-a-document': {
    what: '這個檔案不是 Netloom 網路。',
    advice: '網路檔案的開頭是 "format": "netloom"。',
  },
  'file-without-version': {
    what: '檔案沒有註明格式版本。',
    advice: '請加上 "version": {supported}，也就是本程式寫入的版本。',
  },
  'file-too-new': {
    what: '檔案使用第 {version} 版格式。',
    advice: '本程式最高支援第 {supported} 版。請更新 Netloom 後再開啟。',
  },
  'file-too-old': {
    what: '檔案註明的格式版本是 {version}，但沒有任何程式寫過這個版本。',
    advice: '版本從 1 開始；本程式寫入第 {supported} 版。',
  },
  'file-wrong-kind': {
    what: '{place} 的類型錯誤：應該是{expected}，卻是{received}。',
    advice: '請改成{expected}。',
  },
  'file-out-of-range': {
    what: '{place} 是 {received}，超出範圍。',
    advice: '請選擇 {expected} 的值。',
  },
  'file-unknown-value': {
    what: '{place} 不能是 {value}。',
    advice: '請從這些之中選擇：{expected}。',
  },
  'file-bad-name': {
    what: '{place} 的名稱無法使用。',
    advice: '名稱由字母、數字、- 和 _ 組成，並以字母開頭。連線寫成 node 或 node:port。',
  },
  'file-unreadable-value': {
    what: '無法讀取 {place} 的值。',
    advice: '參數可以是數字、字串、true 或 false，或是數字的清單。',
  },
  'file-unknown-field': {
    what: '{place} 的「{name}」沒有作用：沒有這個名稱的欄位。',
    advice: '它會留在檔案中。這裡的欄位有 {known}。',
  },
  'file-missing-value': {
    what: '缺少 {place}。',
    advice: '請補上；應該是：{expected}。',
  },
  'file-wrong-length': {
    what: '{place} 的字串有 {count} 個字元。',
    advice: '字元數必須 {expected}。',
  },
  'file-wrong-count': {
    what: '{place} 的清單有 {count} 項。',
    advice: '項數必須 {expected}。',
  },
  'file-misspelled-value': {
    what: '{place} 不能是 {value}。',
    advice: '您是指 {suggestion} 嗎？可選的有 {expected}。',
  },
  'file-misspelled-field': {
    what: '{place} 的「{name}」沒有作用：沒有這個名稱的欄位。',
    advice: '您是指 {suggestion} 嗎？在改名或移除之前，它會留在檔案中。',
  },
  'file-misspelled-set-field': {
    what: '{place} 的「{name}」沒有作用：沒有這個名稱的欄位。',
    advice: '您是指 {suggestion}（目前是 {current}）嗎？在改名或移除之前，「{name}」會留在檔案中。',
  },
  'file-field-of-another-type': {
    what: '{place} 的「{name}」沒有作用：{type} 沒有這個設定。',
    advice: '{option} 類型才有 {suggestion}。在採用或移除之前，它會留在檔案中。',
  },
  'file-field-elsewhere': {
    what: '{place} 的「{name}」沒有作用：沒有這個名稱的欄位。',
    advice: '它應該放在 {elsewhere}。在移動或移除之前，它會留在檔案中。',
  },
  'file-duplicate-field': {
    what: '{place} 的「{name}」出現兩次：第 {firstLine} 行是 {firstValue}，第 {lastLine} 行是 {lastValue}。',
    advice: '採用最後一個（{lastValue}），也只會儲存它。請移除其中一個。',
  },
  'file-encoding': {
    what: '檔案的編碼是 {encoding}。',
    advice: '內容已完整讀入；儲存時會寫成 UTF-8。',
  },
  'file-not-unicode': {
    what: '檔案的編碼不是 UTF-8：第 {line} 行第 {column} 欄的位元組 {byte} 不是字元的開頭（{excerpt}）。',
    advice: '編碼可能是 Big5、Windows-1252 或 Latin-1。請在原來的程式中另存為 UTF-8，否則會遺失文字。',
  },
  'file-cut-short': {
    what: '檔案在第 {line} 行的字元中間結束：內容不完整。',
    advice: '請重新複製或下載。',
  },
  'file-binary': {
    what: '檔案不是文字檔：第 {line} 行有 NUL 位元組。',
    advice: '網路檔案是 UTF-8 編碼的 JSON。檔案是否已損壞，或其實是其他種類的檔案？',
  },
  'file-json-empty': {
    what: '檔案是空的。',
    advice: '網路檔案是以 { "format": "netloom" 開頭的 JSON 物件。',
  },
  'file-json-comment': {
    what: '第 {line} 行第 {column} 欄：JSON 沒有註解，但這裡有一個：「{excerpt}」。',
    advice: '請移除註解。說明文字可以改寫成網路的註解。',
  },
  'file-json-open-text': {
    what: '第 {line} 行第 {column} 欄：字串缺少結尾的引號：「{excerpt}」。',
    advice: '請在同一行以 " 結尾；字串中的換行要寫成 \\n。',
  },
  'file-json-control-character': {
    what: '第 {line} 行第 {column} 欄：字串中有控制字元：「{excerpt}」。',
    advice: '請移除，或寫成跳脫序列，例如 \\t 或 \\u0000。',
  },
  'file-json-escape': {
    what: '第 {line} 行第 {column} 欄：字串中的反斜線不是有效的跳脫序列：「{excerpt}」。',
    advice: '反斜線請寫成 \\\\。跳脫序列有 \\" \\\\ \\/ \\b \\f \\n \\r \\t，以及 \\u 加四個十六進位數字。',
  },
  'file-json-number': {
    what: '第 {line} 行第 {column} 欄：這不是 JSON 的數字：「{excerpt}」。',
    advice: '請寫成 0.5、-2 或 1e-3 的形式：小數點前後都要有數字，不可有 +、開頭的零或十六進位。',
  },
  'file-json-goes-on': {
    what: '第 {line} 行第 {column} 欄：網路已經結束，後面卻還有內容：「{excerpt}」。',
    advice: '一個檔案只有一個網路。請移除後面的內容，或另存成檔案。',
  },
  'file-json-trailing-comma': {
    what: '第 {line} 行第 {column} 欄：右括號前多了一個逗號：「{excerpt}」。',
    advice: '請移除最後一項後面的逗號。',
  },
  'file-json-other-quotes': {
    what: '第 {line} 行第 {column} 欄：字串與名稱要用雙引號（"），不能用 {word}：「{excerpt}」。',
    advice: '請把引號換成 "。',
  },
  'file-json-missing-comma': {
    what: '第 {line} 行第 {column} 欄：這之前少了一個逗號：「{excerpt}」。',
    advice: '兩項之間要有逗號。',
  },
  'file-json-unclosed': {
    what: '檔案在第 {line} 行結束，但第 {openLine} 行的括號 {bracket} 還沒有關閉。',
    advice: '請補上右括號，或重新複製檔案：結尾可能遺失了。',
  },
  'file-json-unquoted-name': {
    what: '第 {line} 行第 {column} 欄：名稱 {word} 沒有加引號：「{excerpt}」。',
    advice: '請寫成 "{word}"。',
  },
  'file-json-not-a-number': {
    what: '第 {line} 行第 {column} 欄：JSON 沒有 {word}：「{excerpt}」。',
    advice: '請寫一個數字，或刪去這個欄位以使用預設值。',
  },
  'file-json-other-word': {
    what: '第 {line} 行第 {column} 欄：{word} 在 JSON 中寫成 {instead}：「{excerpt}」。',
    advice: '請寫 {instead}。',
  },
  'file-json-unquoted-text': {
    what: '第 {line} 行第 {column} 欄：字串 {word} 沒有加引號：「{excerpt}」。',
    advice: '請寫成 "{word}"。',
  },
};
