import { useState } from 'react';
import { type ExpressionValue, isExpression } from '../../../graph-runtime/blocks/expression';
import type { BlockParameter, ParameterValue, Scope } from '../../../graph-runtime/document/document';
import { shippedText } from '../../../graph-runtime/messages/shipped-text';
import { useLanguage } from '../../messages/useLanguage';
import { blockParameterLabel, describeBlockParameter } from '../../store/view/block-parameter';
import { Field } from '../../ui/Field';
import { type TypedText, TypedTextContext } from '../../ui/typed-text';
import { ExpressionField } from './ExpressionField';
import { FieldActions } from './FieldActions';
import { ListField } from './ListField';
import { ParameterControl } from './ParameterControl';
import { hasExpression, isShowable } from './parameter-values';
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

const NUMBERS: ReadonlySet<BlockParameter['kind']> = new Set(['integer', 'number']);
/** Controls that need the whole width. */
const WIDE: ReadonlySet<BlockParameter['kind']> = new Set(['pair', 'padding', 'list', 'choice']);

/** One parameter of a block, at one of its uses or (its default) in the block itself. */
export function BlockParameterRow(props: BlockParameterRowProps) {
  const { parameter, value, computed, onChange, onCommit } = props;
  const language = useLanguage();
  // True: an expression is to be typed; a text: what was typed of it already.
  const [typing, setTyping] = useState<boolean | TypedText>(false);
  const label = blockParameterLabel(parameter, language);
  const about =
    parameter.description === undefined ? undefined : shippedText(parameter.description, language);
  const title = [
    ...(label === parameter.name ? [] : [parameter.name]),
    ...(about === undefined ? [] : [about]),
  ];
  const isComputed = typing !== false || isWrittenAsExpression(parameter, value ?? parameter.default);
  const put = (next: ParameterValue | undefined) => {
    onChange(next);
    onCommit();
    setTyping(false);
  };
  const toggle = () => {
    if (isComputed) put(typeof computed === 'object' ? [...computed] : computed);
    else setTyping(true);
  };
  return (
    <Field
      layout={WIDE.has(parameter.kind) || isComputed ? 'column' : 'row'}
      label={<span title={title.join(': ') || undefined}>{label}</span>}
      aside={
        <FieldActions
          field={{ value, isMixed: false, isSet: value !== undefined }}
          label={label}
          isExpression={isComputed}
          promotions={null}
          // An expression can be typed where a number is.
          {...(NUMBERS.has(parameter.kind) && !isComputed ? {} : { onToggle: toggle })}
          onReset={() => put(undefined)}
        />
      }
    >
      <Control {...props} typing={typing} setTyping={setTyping} put={put} />
    </Field>
  );
}

/** A list holds expressions beside its numbers, and is typed as it is. */
function isWrittenAsExpression({ kind }: BlockParameter, value: ParameterValue): boolean {
  return kind === 'list' ? isExpression(value) : hasExpression(value);
}

interface ControlProps extends BlockParameterRowProps {
  readonly typing: boolean | TypedText;
  readonly setTyping: (typing: boolean | TypedText) => void;
  readonly put: (value: ParameterValue) => void;
}

function Control({
  parameter,
  label,
  value,
  scope,
  computed,
  typing,
  setTyping,
  put,
  ...edits
}: ControlProps) {
  const { kind } = parameter;
  const shown = value ?? parameter.default;
  if (typing !== false || isWrittenAsExpression(parameter, shown)) {
    return (
      <ExpressionField
        label={parameter.name}
        value={shown}
        kind={kind === 'text' ? 'choice' : kind}
        scope={scope}
        resolved={computed}
        isOpened={typing !== false}
        {...(typeof typing === 'object' ? { typed: typing } : {})}
        onCancel={() => setTyping(false)}
        onCommit={put}
      />
    );
  }
  const description = describeBlockParameter(parameter);
  if (description === null) return <ListField label={label} value={shown} onCommit={put} />;
  if (!isShowable(description, shown))
    return <WrittenValueField label={label} value={shown} onCommit={put} />;
  return (
    <TypedTextContext value={setTyping}>
      <ParameterControl
        label={label}
        description={description}
        field={{ value: shown, isMixed: false, isSet: value !== undefined }}
        isInvalid={false}
        onChange={edits.onChange}
        onCommit={edits.onCommit}
      />
    </TypedTextContext>
  );
}
