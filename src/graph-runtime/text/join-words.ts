/** A piece of a sentence: words of a catalog, or a value that is put between them. */
export interface SentencePart {
  readonly text: string;
  readonly isValue: boolean;
}

const HAN_START = /^\p{Script=Han}/u;
const HAN_END = /\p{Script=Han}$/u;
/** A word or number in Latin letters, with its sign. */
const LATIN_START = /^[+\-−]?[\p{Script=Latin}\p{Nd}]/u;
const LATIN_END = /[\p{Script=Latin}\p{Nd}]%?$/u;
/** A catalog writes a space where a Latin value is usual. */
const SPACE_AFTER_HAN = /(?<=\p{Script=Han}) $/u;
const SPACE_BEFORE_HAN = /^ (?=\p{Script=Han})/u;
/** What needs no space to Chinese words. */
const CLOSE_START = /^[\p{Script=Han}「（]/u;
const CLOSE_END = /[\p{Script=Han}」）]$/u;

/**
 * A sentence of its parts. Chinese words and Latin ones are set apart by a space, Chinese ones are not, whichever the catalog has
 * around the value: `移除 Sigmoid`, `移除二維卷積`. Values themselves stay as they are: they may be names that users gave.
 */
export function joinWords(parts: readonly SentencePart[]): string {
  let whole = '';
  let last: SentencePart = { text: '', isValue: false };
  for (const part of parts.filter(({ text }) => text !== '')) {
    let { text } = part;
    if (part.isValue && !last.isValue && CLOSE_START.test(text) && SPACE_AFTER_HAN.test(last.text)) {
      whole = whole.slice(0, -1);
    } else if (!part.isValue && last.isValue && CLOSE_END.test(last.text) && SPACE_BEFORE_HAN.test(text)) {
      text = text.slice(1);
    } else if ((part.isValue || last.isValue) && needsSpace(whole, text)) {
      whole += ' ';
    }
    whole += text;
    last = part;
  }
  return whole;
}

function needsSpace(before: string, after: string): boolean {
  return (
    (HAN_END.test(before) && LATIN_START.test(after)) || (LATIN_END.test(before) && HAN_START.test(after))
  );
}
