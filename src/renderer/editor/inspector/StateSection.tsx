import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { NodeSpec, Scope } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { canMute, setEnabled, setMuted } from '../../store/edits/nodes';
import { canSplice } from '../../store/edits/wires';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { nodeState } from '../../store/view/node-state';
import { Field } from '../../ui/Field';
import { Segmented } from '../../ui/Segmented';
import { ConditionFields } from './ConditionFields';
import { CopiesFields } from './CopiesFields';
import styles from './Inspector.module.css';
import type { StateSectionProps } from './state-section-props';

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
      <ConditionFields node={node} scope={scope} location={location} />
      {isThrough ? <CopiesFields node={node} scope={scope} location={location} /> : null}
    </div>
  );
}, isSameState);

function isSameState(before: StateSectionProps, now: StateSectionProps): boolean {
  return (
    before.scope === now.scope &&
    before.location === now.location &&
    (['id', 'type', 'enabled', 'muted', 'repeat', 'join'] as const).every(
      (key) => before.node[key] === now.node[key],
    )
  );
}

const STATES = ['on', 'bypassed', 'muted'] as const;

/** What the node itself says; null where an expression decides. */
function ownState(node: NodeSpec): (typeof STATES)[number] | null {
  if (node.muted === true) return 'muted';
  if (typeof node.enabled === 'string' || typeof node.muted === 'string') return null;
  return node.enabled === false ? 'bypassed' : 'on';
}

function setState(node: NodeSpec, scope: Scope, state: (typeof STATES)[number]): void {
  const context = { ...currentEditContext(), scope };
  if (state === 'muted') performEdit(setMuted(context, [node.id], true));
  else if (state === 'bypassed') performEdit(setEnabled(context, [node.id], false));
  else if (node.muted !== undefined && typeof node.enabled !== 'string')
    performEdit(setMuted(context, [node.id], false));
  else performEdit(setEnabled(context, [node.id], true));
}
