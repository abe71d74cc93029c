import type { Text } from '../../graph-runtime/text/text';

/** Requests of the window. */
export const requestFailures = {
  'request-invalid': {
    en: 'The window sent an invalid request. Please restart Netloom.',
    'zh-Hant': '視窗送出了程式無法理解的要求。請重新啟動 Netloom。',
  },
  'sender-not-trusted': {
    en: 'A request from a page that does not belong to Netloom was refused.',
    'zh-Hant': '不屬於 Netloom 的頁面提出了要求，已拒絕。',
  },
  'internal-error': {
    en: 'Something went wrong inside Netloom. The log (Help, Show Log) has the details.',
    'zh-Hant': 'Netloom 內部發生錯誤。詳細資料請見記錄檔（「說明」→「顯示記錄檔」）。',
  },
} as const satisfies Readonly<Record<string, Text>>;
