import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExpressionValue, isExpression } from '../../../graph-runtime/blocks/expression';
import type { BlockParameter, ParameterValue, Scope } from '../../../graph-runtime/document/document';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import { useLanguage } from '../../messages/useLanguage';
import { Field } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import { TextField } from '../../ui/TextField';
import { type TypedText, TypedTextContext } from '../../ui/typed-text';
import { ExpressionField } from './ExpressionField';
import { WrittenValueField } from './WrittenValueField';

export interface BlockParameterRowProps {
  readonly parameter: BlockParameter;
  readonly label: string;
  /** What is set here; undefined: the parameter's default holds. */
  readonly value: ParameterValue | undefined;
  /** Where an expression's names come from. */
  readonly scope: Scope;
  /** What an expression comes to here; undefined: it cannot be computed. */
  readonly computed: ExpressionValue | undefined;
  readonly onChange: (value: ParameterValue | undefined) => void;
  readonly onCommit: () => void;
}

/** One parameter of a block, at one of its uses or (its default) in the block itself. */
export function BlockParameterRow(props: BlockParameterRowProps) {
  const { t } = useTranslation('inspector');
  const { parameter, value } = props;
  const language = useLanguage();
  const about =
    parameter.description === undefined ? undefined : shippedText(parameter.description, language);
  return (
    <Field
      label={<span title={about}>{parameter.name}</span>}
      aside={
        value === undefined ? null : (
          <IconButton
            size="small"
            icon={<RotateCcw />}
            label={t('reset', { label: parameter.name })}
            onClick={() => {
              props.onChange(undefined);
              props.onCommit();
            }}
          />
        )
      }
    >
      <Control {...props} />
    </Field>
  );
}

function Control({ parameter, label, value, scope, computed, onChange, onCommit }: BlockParameterRowProps) {
  const [typed, setTyped] = useState<TypedText | null>(null);
  const shown = value ?? parameter.default;
  if (isExpression(shown) || typed !== null) {
    return (
      <ExpressionField
        label={parameter.name}
        value={shown}
        kind={parameter.kind === 'text' ? 'choice' : parameter.kind}
        scope={scope}
        resolved={computed}
        isOpened={typed !== null}
        {...(typed === null ? {} : { typed })}
        onCancel={() => setTyped(null)}
        onCommit={(next) => {
          onChange(next);
          onCommit();
          setTyped(null);
        }}
      />
    );
  }
  if (!isOfKind(parameter, shown)) {
    return (
      <WrittenValueField
        label={label}
        value={shown}
        onCommit={(next) => {
          onChange(next);
          onCommit();
        }}
      />
    );
  }
  if (parameter.kind === 'boolean') {
    return (
      <Switch
        aria-label={label}
        isOn={shown === true}
        onToggle={(isOn) => {
          onChange(isOn);
          onCommit();
        }}
      />
    );
  }
  if (parameter.kind === 'text') {
    return (
      <TextField
        aria-label={label}
        value={String(shown)}
        onValueChange={onChange}
        onValueCommitted={onCommit}
      />
    );
  }
  return (
    <TypedTextContext value={setTyped}>
      <NumberField
        aria-label={label}
        value={typeof shown === 'number' ? shown : null}
        step={parameter.kind === 'integer' ? 1 : 0.05}
        {...(parameter.minimum === undefined ? {} : { minimum: parameter.minimum })}
        {...(parameter.maximum === undefined ? {} : { maximum: parameter.maximum })}
        onValueChange={onChange}
        onValueCommitted={onCommit}
      />
    </TypedTextContext>
  );
}

/** Whether a value is of the parameter's kind; a file may hold any. */
function isOfKind({ kind }: BlockParameter, value: ParameterValue): boolean {
  if (kind === 'boolean') return typeof value === 'boolean';
  return typeof value === (kind === 'text' ? 'string' : 'number');
}
