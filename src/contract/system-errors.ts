import type { Text } from '../graph-runtime/text/text';

/** The operating system's errors in words, by their code: what users meet when files are read and written. */
export const systemErrorTexts = {
  EACCES: { en: 'your account has no permission', 'zh-Hant': '您的帳號沒有權限' },
  EAGAIN: { en: 'the system is busy', 'zh-Hant': '系統忙碌中' },
  EBUSY: { en: 'another program is using it', 'zh-Hant': '其他程式正在使用它' },
  EDQUOT: { en: 'your disk quota is used up', 'zh-Hant': '您的磁碟配額已用完' },
  EEXIST: { en: 'a file with this name already exists', 'zh-Hant': '已有同名的檔案' },
  EFBIG: { en: 'the file is too large for this disk', 'zh-Hant': '檔案對此磁碟而言太大' },
  EHOSTDOWN: { en: 'the server does not answer', 'zh-Hant': '伺服器沒有回應' },
  EINVAL: { en: 'this disk does not support it', 'zh-Hant': '此磁碟不支援這項操作' },
  EIO: { en: 'the disk reports an error', 'zh-Hant': '磁碟回報錯誤' },
  EISDIR: { en: 'it is a folder', 'zh-Hant': '它是資料夾' },
  ELOOP: { en: 'its link points back to itself', 'zh-Hant': '它的連結指回自己' },
  EMFILE: { en: 'too many files are open', 'zh-Hant': '開啟的檔案太多' },
  EMLINK: { en: 'it has too many links', 'zh-Hant': '它的連結太多' },
  ENAMETOOLONG: { en: 'its name or path is too long', 'zh-Hant': '名稱或路徑太長' },
  ENFILE: { en: 'too many files are open in the system', 'zh-Hant': '系統開啟的檔案太多' },
  ENODEV: { en: 'the disk is no longer available', 'zh-Hant': '磁碟已不存在' },
  ENOENT: { en: 'it does not exist', 'zh-Hant': '它不存在' },
  ENOMEM: { en: 'there is not enough memory', 'zh-Hant': '記憶體不足' },
  ENOSPC: { en: 'the disk is full', 'zh-Hant': '磁碟空間不足' },
  ENOTCONN: { en: 'the network drive is not connected', 'zh-Hant': '網路磁碟未連線' },
  ENOTDIR: { en: 'a part of its path is not a folder', 'zh-Hant': '路徑中有一部分不是資料夾' },
  ENOTEMPTY: { en: 'the folder is not empty', 'zh-Hant': '資料夾不是空的' },
  ENOTSUP: { en: 'this disk does not support it', 'zh-Hant': '此磁碟不支援這項操作' },
  ENXIO: { en: 'the device does not exist', 'zh-Hant': '裝置不存在' },
  EOVERFLOW: { en: 'the file is too large', 'zh-Hant': '檔案太大' },
  EPERM: { en: 'the system does not permit it', 'zh-Hant': '系統不允許' },
  EROFS: { en: 'the disk is read-only', 'zh-Hant': '磁碟是唯讀的' },
  ESTALE: { en: 'the network drive has changed', 'zh-Hant': '網路磁碟已變更' },
  ETIMEDOUT: { en: 'the disk or server did not answer in time', 'zh-Hant': '磁碟或伺服器逾時未回應' },
  ETXTBSY: { en: 'it is a program that is running', 'zh-Hant': '它是正在執行的程式' },
  EXDEV: { en: 'it is on another disk', 'zh-Hant': '它在另一個磁碟上' },
} as const satisfies Readonly<Record<string, Text>>;

/** A system error in words, with its code for those who look it up; null for what is none. */
export function systemErrorText(code: string, language: keyof Text): string | null {
  const texts: Readonly<Record<string, Text>> = systemErrorTexts;
  const text = Object.hasOwn(texts, code) ? texts[code] : undefined;
  if (text !== undefined) return language === 'en' ? `${text.en} (${code})` : `${text[language]}（${code}）`;
  return null;
}
