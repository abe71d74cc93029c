import type { Language, Text } from '../text/text';

/** The few words of the short forms on node cards; everything else there is numbers. */
const WORDS = {
  stride: { en: 'stride', 'zh-Hant': '步幅' },
  dilation: { en: 'dilation', 'zh-Hant': '擴張率' },
  groups: { en: 'groups', 'zh-Hant': '分組' },
  multiplier: { en: 'multiplier', 'zh-Hant': '倍數' },
  slope: { en: 'slope', 'zh-Hant': '斜率' },
  size: { en: 'size', 'zh-Hant': '大小' },
  smoothing: { en: 'smoothing', 'zh-Hant': '平滑' },
  itself: { en: 'input itself', 'zh-Hant': '輸入本身' },
  auxiliary: { en: 'auxiliary', 'zh-Hant': '輔助' },
  reflect: { en: 'reflect', 'zh-Hant': '鏡射' },
  replicate: { en: 'replicate', 'zh-Hant': '重複邊緣' },
  heads: { en: 'heads', 'zh-Hant': '頭數' },
  everyPosition: { en: 'every position', 'zh-Hant': '每個位置' },
  cosine: { en: 'cosine', 'zh-Hant': '餘弦' },
  bilinear: { en: 'bilinear', 'zh-Hant': '雙線性' },
} as const satisfies Record<string, Text>;

/** A word of the short form, e.g. `stride`. */
export function shortWord(word: keyof typeof WORDS, language: Language): string {
  return WORDS[word][language];
}

/** A word and its number, e.g. `stride 2`. */
export function shortFact(word: keyof typeof WORDS, value: number | string, language: Language): string {
  return `${shortWord(word, language)} ${value}`;
}

/** The parts of a short form one after the other; empty ones are left out. */
export function shortForm(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}
