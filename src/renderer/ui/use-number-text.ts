import {
  type ChangeEvent,
  type ClipboardEvent,
  type CompositionEvent,
  type KeyboardEvent,
  useContext,
  useRef,
  useState,
} from 'react';
import {
  isPlainNumber,
  type NumberLimits,
  type NumberProblem,
  readFieldNumber,
} from '../../graph-runtime/blocks/number-text';
import { TypedTextContext, withoutSign } from './typed-text';

export interface NumberTextOptions extends NumberLimits {
  readonly value: number | null;
  readonly onChange: (value: number) => void;
  readonly onCommit: () => void;
}

/** An event of the library's field, which handles it too unless that is prevented. */
type Handled<E> = E & { preventBaseUIHandler(): void };

interface Draft {
  readonly text: string;
  /** Why it was refused, once it was to be taken. */
  readonly problem: NumberProblem | null;
}

/**
 * What is typed in a number field. A plain number counts while it is typed. Anything else is a calculation, which counts with Enter or when the
 * field is left; what cannot be understood stays in the field and is refused with a reason. Where names have a meaning, `TypedTextContext` takes
 * over.
 */
export function useNumberText({ value, onChange, onCommit, ...limits }: NumberTextOptions) {
  const onText = useContext(TypedTextContext);
  const [draft, setDraft] = useState<Draft | null>(null);
  /** The value before something was typed: digits have changed it when the next letter shows that they were the start of a calculation. */
  const before = useRef<number | null>(null);
  const isPlain = (text: string) => isPlainNumber(text, limits.minimum);

  const type = (text: string, caret: number, isComposing: boolean) => {
    if (draft === null) before.current = value;
    if (isPlain(text)) {
      setDraft({ text, problem: null });
      if (/\d/.test(text)) onChange(within(Number(text), limits));
      return;
    }
    const wasPlain = draft === null || isPlain(draft.text);
    if (wasPlain && before.current !== null && before.current !== value) onChange(before.current);
    // Letters of an input method are not there yet; its user would lose them with the field.
    if (onText === null || isComposing) setDraft({ text, problem: null });
    else {
      setDraft(null);
      onText(withoutSign({ text, caret }));
    }
  };

  const commit = () => {
    if (draft === null) return;
    if (isPlain(draft.text)) {
      setDraft(null);
      onCommit();
      return;
    }
    const reading = readFieldNumber(draft.text, limits);
    if (!reading.ok) {
      setDraft({ ...draft, problem: reading.problem });
      return;
    }
    setDraft(null);
    if (reading.value !== value) onChange(reading.value);
    onCommit();
  };

  const isCalculation = draft !== null && !isPlain(draft.text);
  const giveUp = () => {
    setDraft(null);
    onCommit();
  };
  return {
    text: draft?.text ?? null,
    problem: draft?.problem ?? null,
    /** It is text of the field alone, until it is taken. */
    isCalculation,
    /** The value came in another way: by the buttons, by scrubbing. */
    forget: () => setDraft(null),
    handlers: handlersOf({ isTyped: draft !== null, isCalculation, type, commit, giveUp }),
  };
}

interface Typing {
  readonly isTyped: boolean;
  readonly isCalculation: boolean;
  type(text: string, caret: number, isComposing: boolean): void;
  commit(): void;
  giveUp(): void;
}

/** What the field does instead of the library, which takes digits alone. */
function handlersOf({ isTyped, isCalculation, type, commit, giveUp }: Typing) {
  return {
    onChange: (event: Handled<ChangeEvent<HTMLInputElement>>) => {
      event.preventBaseUIHandler();
      const { value: text, selectionStart } = event.currentTarget;
      const { nativeEvent } = event;
      const isComposing = 'isComposing' in nativeEvent && nativeEvent.isComposing === true;
      type(text, selectionStart ?? text.length, isComposing);
    },
    onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
      const { value: text, selectionStart } = event.currentTarget;
      if (isTyped) type(text, selectionStart ?? text.length, false);
    },
    onPaste: (event: Handled<ClipboardEvent>) => event.preventBaseUIHandler(),
    onBlur: commit,
    onKeyDown: (event: Handled<KeyboardEvent<HTMLInputElement>>) => {
      const { key } = event;
      if (key === 'Enter' && !event.nativeEvent.isComposing) commit();
      if (key === 'Escape' && isCalculation) {
        // Only the text is discarded: a dialog around the field stays open.
        event.stopPropagation();
        giveUp();
      }
      // Every letter gets into the text, which is checked as a whole; in a calculation the arrow keys move the text cursor only.
      const isLetter = key.length === 1 && !event.ctrlKey && !event.metaKey;
      // With Control or Command an arrow key is a command of the window, not a step.
      const isCommand = key.startsWith('Arrow') && (event.ctrlKey || event.metaKey);
      if (isLetter || isCalculation || isCommand) event.preventBaseUIHandler();
    },
  };
}

function within(value: number, { minimum = value, maximum = value }: NumberLimits): number {
  return Math.min(maximum, Math.max(minimum, value));
}
