import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { canMute, setEnabled, setMuted } from '../../store/edits/nodes';
import { setRepeat } from '../../store/edits/parameters';
import { canSplice } from '../../store/edits/wires';
import { formatParameter } from '../../store/view/describe-node';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { nodeState } from '../../store/view/node-state';
import { copyCount } from '../../store/view/scope-values';
import { Field } from '../../ui/Field';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { type TypedText, TypedTextContext } from '../../ui/typed-text';
import { ExpressionField } from './ExpressionField';
import styles from './Inspector.module.css';

const MOST_COPIES = 1_000;

export interface StateSectionProps {
  readonly node: NodeSpec;
  readonly scope: Scope;
  readonly location: string;
}

/** Whether a node takes part, and how many copies of it follow one another. Its parameters change nothing here. */
export const StateSection = memo(function StateSection({ node, scope, location }: StateSectionProps) {
  const { t } = useTranslation('inspector');
  const isThrough = useDocument((state) => canSplice(state.document, node.type));
  const isCut = useAnalysis((analysis) => nodeState(analysis, location, node) === 'cut');
  if (!canMute(node)) return null;
  const state = ownState(node);
  const help = isCut ? 'cut' : state;
  return (
    <div className={styles.section}>
      <Field label={t('state')}>
        <Segmented
          aria-label={t('state')}
          value={state}
          options={STATES.filter((value) => isThrough || value !== 'bypassed').map((value) => ({
            value,
            label: t(`states.${value}`),
          }))}
          onValueChange={(value) => setState(node, scope, value)}
        />
      </Field>
      {help === 'on' || help === null ? null : <p className={styles.summary}>{t(`stateHelp.${help}`)}</p>}
      {typeof node.enabled === 'string' ? (
        <p className={styles.summary}>
          {t('enabledBy')} <code>{formatParameter(node.enabled)}</code>
        </p>
      ) : null}
      {isThrough ? (
        <Field label={t('repeat')}>
          <RepeatField node={node} scope={scope} location={location} />
        </Field>
      ) : null}
    </div>
  );
}, isSameState);

/** How many copies: a number, or an expression over the parameters of the block around. */
function RepeatField({ node, scope, location }: StateSectionProps) {
  const { t } = useTranslation('inspector');
  const [typed, setTyped] = useState<TypedText | null>(null);
  const count = useAnalysis((analysis) => copyCount(analysis, location, node)) ?? undefined;
  const set = (value: number | string) => {
    const repeat = value === 1 ? undefined : value;
    performEdit(setRepeat({ ...currentEditContext(), scope }, node.id, repeat), `repeat:${node.id}`);
  };
  const commit = () => useDocument.getState().endGesture();
  if (typed !== null || typeof node.repeat === 'string') {
    return (
      <ExpressionField
        label={t('repeat')}
        value={node.repeat}
        kind="integer"
        scope={scope}
        resolved={count}
        isOpened={typed !== null}
        {...(typed === null ? {} : { typed })}
        onCancel={() => setTyped(null)}
        onCommit={(value) => {
          if (typeof value === 'number' || typeof value === 'string') set(value);
          commit();
          setTyped(null);
        }}
      />
    );
  }
  return (
    <TypedTextContext value={setTyped}>
      <NumberField
        aria-label={t('repeat')}
        value={node.repeat ?? 1}
        minimum={1}
        maximum={MOST_COPIES}
        onValueChange={set}
        onValueCommitted={commit}
      />
    </TypedTextContext>
  );
}

function isSameState(before: StateSectionProps, now: StateSectionProps): boolean {
  return (
    before.scope === now.scope &&
    before.location === now.location &&
    (['id', 'type', 'enabled', 'muted', 'repeat'] as const).every((key) => before.node[key] === now.node[key])
  );
}

const STATES = ['on', 'bypassed', 'muted'] as const;

/** What the node itself says; null where an expression decides. */
function ownState(node: NodeSpec): (typeof STATES)[number] | null {
  if (node.muted === true) return 'muted';
  if (typeof node.enabled === 'string') return null;
  return node.enabled === false ? 'bypassed' : 'on';
}

function setState(node: NodeSpec, scope: Scope, state: (typeof STATES)[number]): void {
  const context = { ...currentEditContext(), scope };
  if (state === 'muted') performEdit(setMuted(context, [node.id], true));
  else if (state === 'bypassed') performEdit(setEnabled(context, [node.id], false));
  else if (node.muted === true) performEdit(setMuted(context, [node.id], false));
  else performEdit(setEnabled(context, [node.id], true));
}
