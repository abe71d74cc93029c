import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../contract/contract';
import { useLanguage } from '../../messages/useLanguage';
import { useReply } from '../../store/bridge/use-reply';
import { Fact, Facts } from '../../ui/Facts';
import { formatCount } from '../../ui/figures';

export interface TestRowProps {
  readonly dataset: DatasetSummary | null;
  /** Among the test examples. */
  readonly index: number;
}

/** More would be no help. */
const MOST_VALUES = 40;

/** A test example of a table: its values by the names of their columns. */
export function TestRow({ dataset, index }: TestRowProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const first = dataset === null ? 0 : dataset.trainCount + dataset.validationCount;
  const { value: row } = useReply(
    'data:rows',
    dataset === null ? null : { id: dataset.id, examples: [first + index] },
  );
  if (row === null) return null;
  const values = Array.from(row.values.subarray(0, MOST_VALUES), (value, column) => ({
    name: row.names[column] ?? String(column + 1),
    value: String(Number(value.toPrecision(5))),
  }));
  const left = row.values.length - values.length;
  return (
    <>
      <Facts layout="compact">
        {values.map(({ name, value }) => (
          <Fact key={name} label={name} testId="test-row-value">
            {value}
          </Fact>
        ))}
      </Facts>
      {left > 0 ? <p>{t('moreColumns', { count: left, total: formatCount(left, language) })}</p> : null}
    </>
  );
}
