import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { RUN_OPERATORS, type RunCondition, type RunOperator, useRunList } from '../../store/runs/run-list';
import { relativeStep } from '../../training/settings/relative-step';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import styles from './RunsView.module.css';
import type { RunField } from './run-fields';

export interface RunConditionsProps {
  /** Of these runs are the values that words can be chosen from. */
  readonly runs: readonly RunSummary[];
  readonly fields: readonly RunField[];
}

/** The filters by settings, each to be changed in its place. */
export function RunConditions({ runs, fields }: RunConditionsProps) {
  const { t } = useTranslation('runs');
  const conditions = useRunList((state) => state.conditions);
  const shown = conditions.flatMap((condition, at) => {
    const field = fields.find(({ key }) => key === condition.field);
    return field === undefined ? [] : [{ condition, field, at }];
  });
  if (shown.length === 0) return null;
  const replace = (at: number, changed: readonly RunCondition[]) =>
    useRunList
      .getState()
      .change({ conditions: [...conditions.slice(0, at), ...changed, ...conditions.slice(at + 1)] });
  return (
    <ul className={styles.conditions} aria-label={t('conditions')} data-testid="run-conditions">
      {shown.map(({ condition, field, at }) => (
        <Condition
          key={`${at} ${field.key}`}
          runs={runs}
          field={field}
          condition={condition}
          onChange={(changes) => replace(at, [{ ...condition, ...changes }])}
          onRemove={() => replace(at, [])}
        />
      ))}
    </ul>
  );
}

interface ConditionProps {
  readonly runs: readonly RunSummary[];
  readonly field: RunField;
  readonly condition: RunCondition;
  readonly onChange: (changes: Partial<RunCondition>) => void;
  readonly onRemove: () => void;
}

function Condition({ runs, field, condition, onChange, onRemove }: ConditionProps) {
  const { t } = useTranslation('runs');
  const { operator, value } = condition;
  const { label } = field;
  const operators: readonly RunOperator[] = field.isNumber ? RUN_OPERATORS : ['is', 'isNot'];
  return (
    <li className={styles.condition}>
      <span className={styles.conditionLabel}>{label}</span>
      <span className={styles.operator}>
        <Select
          aria-label={t('operatorOf', { name: label })}
          value={operator}
          options={operators.map((one) => ({
            value: one,
            label: t(`${field.isNumber ? 'numberOperators' : 'wordOperators'}.${one as 'is' | 'isNot'}`),
          }))}
          onValueChange={(changed) => onChange({ operator: changed })}
        />
      </span>
      <span className={styles.conditionValue} data-number={field.isNumber ? '' : undefined}>
        {field.isNumber ? (
          <NumberField
            aria-label={t('valueOf', { name: label })}
            value={typeof value === 'number' ? value : null}
            step={
              field.step === 'relative' ? relativeStep(typeof value === 'number' ? value : 0) : field.step
            }
            onValueChange={(changed) => onChange({ value: changed })}
          />
        ) : (
          <Select
            aria-label={t('valueOf', { name: label })}
            placeholder={t('chooseValue')}
            value={typeof value === 'string' ? value : null}
            options={wordsOf(runs, field)}
            onValueChange={(changed) => onChange({ value: changed })}
          />
        )}
      </span>
      <IconButton
        size="small"
        icon={<X />}
        label={t('removeCondition', { name: label })}
        tooltipSide="top"
        onClick={onRemove}
      />
    </li>
  );
}

/** The words that any of the runs has for a field, in the order of the alphabet. */
function wordsOf(runs: readonly RunSummary[], field: RunField) {
  const texts = new Map<string, string>();
  for (const run of runs) {
    const { value, text } = field.read(run);
    if (typeof value === 'string') texts.set(value, text);
  }
  return [...texts]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
