import { createContext } from 'react';

/** The text of a field for numbers, and where its user continues to type. */
export interface TypedText {
  readonly text: string;
  /** Letters before the text cursor. */
  readonly caret: number;
}

/**
 * Takes what is typed into a number field and is no number: a name, or the start of an expression. Null where only numbers are
 * understood; then the field calculates by itself.
 */
export const TypedTextContext = createContext<((typed: TypedText) => void) | null>(null);

/** A sign in front marks an expression in files; a field for expressions has its own. */
export function withoutSign({ text, caret }: TypedText): TypedText {
  const rest = text.trimStart().replace(/^=/, '');
  return { text: rest, caret: Math.max(0, caret - (text.length - rest.length)) };
}

/** One item of a list, typed in its own field, as a part of the whole list. */
export function typedInList(items: readonly (number | string)[], at: number, typed: TypedText): TypedText {
  const { text, caret } = withoutSign(typed);
  const before = items.slice(0, at).map((item) => `${item}, `);
  const after = items.slice(at + 1).map((item) => `, ${item}`);
  return { text: [...before, text, ...after].join(''), caret: before.join('').length + caret };
}
