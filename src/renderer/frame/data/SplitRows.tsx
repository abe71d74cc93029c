import { useTranslation } from 'react-i18next';
import { DUPLICATES_POLICIES, type ImportChoices } from '../../../contract/data-import';
import type { DataSurvey } from '../../../contract/data-survey';
import { Field } from '../../ui/Field';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';

interface SplitRowsProps {
  readonly survey: DataSurvey;
  readonly choices: ImportChoices;
  readonly onChange: (part: Partial<ImportChoices>) => void;
}

const RULES = ['given', 'seeded'] as const;

/** Which examples are held out for validation and testing, and how duplicates are treated. */
export function SplitRows({ survey, choices, onChange }: SplitRowsProps) {
  const { t } = useTranslation('data');
  const { split } = choices;
  const change = (part: Partial<ImportChoices['split']>) => onChange({ split: { ...split, ...part } });
  const isGiven = split.rule === 'given';
  const hasSplits = survey.splits.test > 0 || survey.splits.validation > 0;
  const draws = (name: 'validation' | 'test') => !isGiven || survey.splits[name] === 0;
  const share = (name: 'validation' | 'test') =>
    draws(name) ? (
      <Field key={name} label={t(`heldOut.${name}`)}>
        <NumberField
          aria-label={t(`heldOut.${name}`)}
          value={Math.round(split[name] * 1_000) / 10}
          minimum={0}
          maximum={90}
          step={5}
          unit="%"
          onValueChange={(percent) => change({ [name]: percent / 100 })}
        />
      </Field>
    ) : null;
  return (
    <>
      {hasSplits ? (
        <Field label={t('split')} help={t(`splitRules.${split.rule}.help`)}>
          <Segmented
            aria-label={t('split')}
            value={split.rule}
            options={RULES.map((rule) => ({ value: rule, label: t(`splitRules.${rule}.name`) }))}
            onValueChange={(rule) =>
              change({ rule, test: rule === 'given' && survey.splits.test > 0 ? 0 : 0.2 })
            }
          />
        </Field>
      ) : null}
      {share('test')}
      {share('validation')}
      {split.test + split.validation > 0 ? (
        <Field label={t('seed')} help={t('seedHelp')}>
          <NumberField
            aria-label={t('seed')}
            value={split.seed}
            minimum={0}
            maximum={4_294_967_295}
            onValueChange={(seed) => change({ seed })}
          />
        </Field>
      ) : null}
      {choices.image === null ? null : (
        <Field label={t('duplicates')} help={t(`duplicatePolicies.${choices.duplicates}.help`)}>
          <Select
            aria-label={t('duplicates')}
            value={choices.duplicates}
            options={DUPLICATES_POLICIES.map((value) => ({
              value,
              label: t(`duplicatePolicies.${value}.name`),
            }))}
            onValueChange={(duplicates) => onChange({ duplicates })}
          />
        </Field>
      )}
    </>
  );
}
