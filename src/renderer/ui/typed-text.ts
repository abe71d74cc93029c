import { type ClipboardEvent, createContext, type KeyboardEvent, useContext } from 'react';

/**
 * Takes what is typed into a number field and is no number: a name, or the start of an expression. Null where only numbers are
 * understood; then the field takes no other letters.
 */
export const TypedTextContext = createContext<((text: string) => void) | null>(null);

/** Characters that begin or continue an expression, but no number. */
const NOT_OF_A_NUMBER = /^[A-Za-z_=()*/+%<>!?'[\],]$/;

/** The text of an input with the selected part of it replaced. */
function replaced(input: HTMLInputElement, text: string): string {
  const start = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? start;
  return `${input.value.slice(0, start)}${text}${input.value.slice(end)}`;
}

/** A sign in front marks an expression in files; a field for expressions has its own. */
function withoutSign(text: string): string {
  return text.trimStart().replace(/^=/, '');
}

/** Handlers for the input of a number field. */
export function useTypedText() {
  const onText = useContext(TypedTextContext);
  if (onText === null) return {};
  return {
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      const { key, ctrlKey, metaKey, altKey, nativeEvent } = event;
      if (ctrlKey || metaKey || altKey || nativeEvent.isComposing || !NOT_OF_A_NUMBER.test(key)) return;
      event.preventDefault();
      onText(withoutSign(replaced(event.currentTarget, key)));
    },
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => {
      const text = replaced(event.currentTarget, event.clipboardData.getData('text/plain').trim());
      if (Number.isFinite(Number(text))) return;
      event.preventDefault();
      onText(withoutSign(text));
    },
  };
}
