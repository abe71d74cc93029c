import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { blockPorts } from '../../../graph-runtime/blocks/block-table';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument, ParameterValue, Scope } from '../../../graph-runtime/document/document';
import type { ParameterDescription, ResolvedParameter } from '../../../graph-runtime/layers/parameter';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { TextField } from '../../ui/TextField';
import type { TypedText } from '../../ui/typed-text';
import styles from './ExpressionField.module.css';
import { expressionText, formatResolved, readExpressionText } from './parameter-values';

export interface ExpressionFieldProps {
  readonly label: string;
  readonly value: ParameterValue | undefined;
  readonly kind: ParameterDescription['kind'] | 'list';
  readonly scope: Scope;
  readonly resolved: ResolvedParameter | undefined;
  readonly onCommit: (value: ParameterValue) => void;
  /** It was opened just now to be typed in: it takes the focus, with its text selected. */
  readonly isOpened?: boolean;
  /** What was typed into the field for numbers that was shown here: without any names it becomes a number again. */
  readonly typed?: TypedText;
  /** Nothing is to be changed after all. */
  readonly onCancel?: () => void;
}

/** An expression over the parameters of the block around, with what it comes to here. */
export function ExpressionField({ isOpened = false, typed, ...props }: ExpressionFieldProps) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const shown =
    props.value === undefined ? expressionText(toText(props.resolved)) : expressionText(props.value);
  const [draft, setDraft] = useState<string | null>(typed?.text ?? null);
  // Joined, because a new list would render at every edit.
  const names = useDocument((state) => namesOf(state.document, props.scope).join(', '));
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isOpened) return;
    input.current?.focus();
    // What was typed is continued; a value that was there is replaced by what is typed.
    if (typed === undefined) input.current?.select();
    else input.current?.setSelectionRange(typed.caret, typed.caret);
  }, [isOpened, typed]);
  const commit = () => {
    if (draft?.trim() === '') props.onCancel?.();
    else if (draft !== null && draft !== shown)
      props.onCommit(readExpressionText(draft, props.kind, typed !== undefined));
    setDraft(null);
  };
  return (
    <div className={styles.field}>
      <div className={styles.line}>
        <span className={styles.sign} aria-hidden="true">
          =
        </span>
        <TextField
          ref={input}
          value={draft ?? shown}
          onValueChange={setDraft}
          onValueCommitted={commit}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setDraft(null);
            props.onCancel?.();
          }}
          aria-label={t('expressionOf', { label: props.label })}
        />
        <span className={styles.result} title={t('hereItIs')}>
          {formatResolved(props.resolved, language)}
        </span>
      </div>
      <p className={styles.names}>{names === '' ? t('noNames') : t('names', { names })}</p>
    </div>
  );
}

/** Those of an image; the other names say the same of a vector or a sequence. */
const SHOWN_SIZES = ['channels', 'height', 'width'];

/** The parameters of the surrounding block or network, and the sizes of what comes into a block. */
function namesOf(document: NetloomDocument, scope: Scope): string[] {
  const parameters = scopeContent(document, scope)?.parameters.map(({ name }) => name) ?? [];
  const ports = scope === null ? [] : inputPortsOf(document, scope);
  return [...parameters, ...ports.flatMap((port) => SHOWN_SIZES.map((size) => `${port}.${size}`))];
}

function inputPortsOf(document: NetloomDocument, scope: string): readonly string[] {
  const block = document.blocks[scope];
  return block === undefined ? [] : blockPorts(block).inputs.filter((port) => /^\w+$/.test(port));
}

function toText(value: ResolvedParameter | undefined): ParameterValue | undefined {
  return typeof value === 'object' ? [...value] : value;
}
