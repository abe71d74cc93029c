/**
 * Characters that a text from a file must not bring to a terminal, a log or a window's title: controls (they move the cursor,
 * color, or forge lines), marks that turn the direction of writing, separators of lines, and halves of surrogate pairs.
 */
const INVISIBLE =
  /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFF9-\uFFFB]|\p{Cs}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line in which every character can be seen: others are written as JSON escapes. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => SHORT[character] ?? escaped(character));
}

/** JSON whose texts hold none of these characters as they are, and that reads back as exactly the same value. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(INVISIBLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
