import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ClassFigures } from './ClassFigures';
import type { ClassResult } from './result-kind';
import { useClassNames } from './use-class-names';

const COLUMNS = ['precision', 'recall', 'f1', 'count'] as const;

/** Per class: how far its name can be trusted, and how much of it is found. */
export function ClassTable({ result, dataset }: ClassResult) {
  const { t } = useTranslation('results');
  const names = useClassNames(dataset, result.classes.length);
  const rows = useMemo(
    () =>
      result.classes.map(({ precision, recall, count }, index) => ({
        ...{ index, name: names[index] ?? '', precision, recall, count },
        f1: harmonicMean(precision, recall),
      })),
    [result, names],
  );
  return (
    <ClassFigures
      nameLabel={t('classColumns.name')}
      columns={COLUMNS.map((id) => ({ id, label: t(`classColumns.${id}`), isCount: id === 'count' }))}
      rows={rows}
      first="recall"
      testId="class-table"
    />
  );
}

/** F1: 2pr / (p + r); NaN where neither is above zero. */
function harmonicMean(precision: number, recall: number): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : Number.NaN;
}
