import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { readCondition } from '../../../graph-runtime/blocks/resolve-parameters';
import { useAnalysis } from '../../store/document/analysis';
import { makeSwitch, setCondition } from '../../store/edits/parameters';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { scopeValues } from '../../store/view/scope-values';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';
import { ExpressionField } from './ExpressionField';
import styles from './Inspector.module.css';
import type { StateSectionProps } from './state-section-props';

/** The conditions under which a node is enabled or muted; for one that is bypassed or muted always, the way to have a parameter decide. */
export function ConditionFields({ node, scope, location }: StateSectionProps) {
  const { t } = useTranslation('inspector');
  const isBypassed = node.enabled === false;
  const field = node.muted === true ? 'muted' : isBypassed ? 'enabled' : null;
  const decide = () => {
    const userEdit = field === null ? null : makeSwitch({ ...currentEditContext(), scope }, node.id, field);
    if (userEdit !== null) performEdit(userEdit);
  };
  return (
    <>
      <Condition node={node} scope={scope} location={location} field="enabled" />
      <Condition node={node} scope={scope} location={location} field="muted" />
      {field === null ? null : (
        <div className={styles.actions}>
          <Button size="small" onClick={decide}>
            {t('makeSwitch')}
          </Button>
        </div>
      )}
    </>
  );
}

interface ConditionProps extends StateSectionProps {
  readonly field: 'enabled' | 'muted';
}

function Condition({ node, scope, location, field }: ConditionProps) {
  const { t } = useTranslation('inspector');
  const condition = node[field];
  const resolved = useAnalysis((analysis) => {
    if (typeof condition !== 'string') return undefined;
    const reading = readCondition(condition, scopeValues(analysis, location));
    return reading.ok ? reading.value : undefined;
  });
  if (typeof condition !== 'string') return null;
  const label = t(field === 'enabled' ? 'enabledBy' : 'mutedBy');
  const set = (next: string | undefined) =>
    performEdit(setCondition({ ...currentEditContext(), scope }, node.id, field, next));
  return (
    <Field
      layout="column"
      label={label}
      aside={
        <IconButton size="small" icon={<RotateCcw />} label={t('always')} onClick={() => set(undefined)} />
      }
    >
      <ExpressionField
        label={label}
        value={condition}
        kind="boolean"
        scope={scope}
        resolved={resolved}
        onCommit={(value) => {
          if (typeof value === 'string') set(value);
          else set(`=${String(value)}`);
        }}
      />
    </Field>
  );
}
