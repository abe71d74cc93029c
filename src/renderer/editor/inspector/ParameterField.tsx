import { memo, useMemo, useState } from 'react';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import type { NodeSpec, ParameterValue, Scope } from '../../../graph-runtime/document/document';
import { joinPath } from '../../../graph-runtime/document/node-path';
import type { ParameterDescription, ResolvedParameter } from '../../../graph-runtime/layers/parameter';
import type { Text } from '../../../graph-runtime/text/text';
import { useLanguage } from '../../messages/useLanguage';
import { diagnosticsAt, useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { setParameter } from '../../store/edits/parameters';
import { performEdit } from '../../store/view/edit-context';
import { flatNodeAt, layerPaths } from '../../store/view/location';
import { Field } from '../../ui/Field';
import { type TypedText, TypedTextContext } from '../../ui/typed-text';
import { ProblemCard } from '../problems/ProblemCard';
import { ExpressionField } from './ExpressionField';
import { FieldActions, promotions } from './FieldActions';
import { ParameterControl } from './ParameterControl';
import styles from './ParameterField.module.css';
import { fieldValue, hasExpression, isShowable } from './parameter-values';
import { WrittenValueField } from './WrittenValueField';

export interface ParameterFieldProps {
  readonly nodes: readonly NodeSpec[];
  readonly name: string;
  readonly description: ParameterDescription;
  readonly scope: Scope;
  readonly location: string;
}

/**
 * One parameter: its control, the way back to the default, what is wrong with it, and its expression inside blocks. A number
 * that is scrubbed changes sixty times a second: the fields beside it are not drawn again.
 */
export const ParameterField = memo(function ParameterField({
  nodes,
  name,
  description,
  scope,
  location,
}: ParameterFieldProps) {
  const language = useLanguage();
  const field = fieldValue(nodes, name);
  // True: an expression is to be typed; a text: what was typed of it already.
  const [typing, setTyping] = useState<boolean | TypedText>(false);
  const label = description.label[language];
  const problems = useFieldProblems(nodes, name, location);
  const resolved = useResolved(nodes, name, location);
  const target = useResolved(nodes, 'target', location);
  const { set, commit, put } = parameterEdits(nodes, name, description.label, scope);
  const isExpression = typing !== false || hasExpression(field.value);
  const [problem] = problems;
  return (
    <Field
      layout="column"
      label={<span title={description.help?.[language]}>{label}</span>}
      aside={
        <FieldActions
          field={field}
          label={label}
          isExpression={isExpression}
          onReset={() => {
            put(undefined);
            setTyping(false);
          }}
          onToggle={() => {
            if (isExpression) put(toValue(resolved));
            setTyping(!isExpression);
          }}
          promotions={promotions(nodes, name, description, scope, resolved, field)}
        />
      }
      {...errorCards(problems)}
    >
      {isExpression ? (
        <ExpressionField
          label={label}
          value={field.value}
          kind={description.kind}
          scope={scope}
          resolved={resolved}
          isOpened={typing !== false}
          {...(typeof typing === 'object' ? { typed: typing } : {})}
          onCancel={() => setTyping(false)}
          onCommit={(value) => {
            put(value);
            setTyping(false);
          }}
        />
      ) : field.value !== undefined && !isShowable(description, field.value) ? (
        <WrittenValueField label={label} value={field.value} onCommit={put} />
      ) : (
        <div className={styles.control}>
          <div className={styles.grow}>
            <TypedTextContext value={setTyping}>
              <ParameterControl
                label={label}
                description={description}
                field={field}
                isInvalid={problem !== undefined}
                isComparing={target === 'pair' || target === 'triplet'}
                onChange={set}
                onCommit={commit}
              />
            </TypedTextContext>
          </div>
          {description.unit === undefined ? null : <span className={styles.unit}>{description.unit}</span>}
        </div>
      )}
    </Field>
  );
}, isSameField);

/** What a control of a parameter does: changes of one gesture are one entry of the history. */
function parameterEdits(nodes: readonly NodeSpec[], name: string, label: Text, scope: Scope) {
  const ids = nodes.map((node) => node.id);
  const gesture = `parameter:${name}:${ids.join(' ')}`;
  const set = (value: ParameterValue | undefined) => {
    const place = { document: useDocument.getState().document, scope };
    performEdit(setParameter(place, ids, name, label, value), gesture);
  };
  const commit = () => useDocument.getState().endGesture();
  const put = (value: ParameterValue | undefined) => {
    set(value);
    commit();
  };
  return { set, commit, put };
}

function errorCards(problems: readonly Diagnostic[]) {
  if (problems.length === 0) return {};
  return { error: problems.map((item) => <ProblemCard key={item.code} problem={item} />) };
}

function isSameField(before: ParameterFieldProps, now: ParameterFieldProps): boolean {
  return (
    before.name === now.name &&
    before.description === now.description &&
    before.scope === now.scope &&
    before.location === now.location &&
    before.nodes.length === now.nodes.length &&
    now.nodes.every((node, index) => {
      const old = before.nodes[index];
      return (
        old?.id === node.id &&
        old.repeat === node.repeat &&
        old.parameters?.[now.name] === node.parameters?.[now.name]
      );
    })
  );
}

function useFieldProblems(nodes: readonly NodeSpec[], name: string, location: string) {
  const [only] = nodes;
  const problems = useAnalysis((analysis) =>
    only === undefined || nodes.length !== 1 ? null : diagnosticsAt(analysis, joinPath(location, only.id)),
  );
  return (problems ?? []).filter((problem) => problem.parameter === name);
}

/** The value that really holds at the place that is looked at, after expressions and defaults. */
function useResolved(
  nodes: readonly NodeSpec[],
  name: string,
  location: string,
): ResolvedParameter | undefined {
  const [only] = nodes;
  // As text: every analysis makes lists again, and an equal one is no reason to draw the field again.
  const text = useAnalysis((analysis) => {
    if (only === undefined) return undefined;
    const [path] = layerPaths(analysis, location, only);
    const value = path === undefined ? undefined : flatNodeAt(analysis, path)?.parameters[name];
    return value === undefined ? undefined : JSON.stringify(value);
  });
  return useMemo(() => (text === undefined ? undefined : JSON.parse(text)), [text]);
}

function toValue(resolved: ResolvedParameter | undefined): ParameterValue | undefined {
  return typeof resolved === 'object' ? [...resolved] : resolved;
}
