import { joinWords } from './join-words';

/** Puts values into a text's `{names}`, as the text's language writes them (`joinWords`); a name without a value stays unchanged. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  // Every other piece is a name.
  const pieces = text.split(/\{(\w+)\}/);
  return joinWords(
    pieces.map((piece, at) => {
      if (at % 2 === 0) return { text: piece, isValue: false };
      const isKnown = Object.hasOwn(values, piece);
      return { text: isKnown ? String(values[piece]) : `{${piece}}`, isValue: isKnown };
    }),
  );
}
