import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { formatCount } from '../../ui/figures';
import { SortHeader, type Sorting, sortBy } from '../../ui/SortHeader';
import { usePercentText } from '../../ui/use-percent-text';
import styles from './ClassTable.module.css';
import type { ResultProps } from './ConfusionView';
import results from './ResultsView.module.css';
import { useClassNames } from './use-class-names';

type Column = 'name' | 'precision' | 'recall' | 'f1' | 'count';

/** Per class: how far its name can be trusted, and how much of it is found. */
export function ClassTable({ result, dataset }: ResultProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const percent = usePercentText('column');
  const names = useClassNames(dataset, result.classes.length);
  const [sorting, setSorting] = useState<Sorting<Column>>({ column: 'recall', isDescending: false });
  const rows = result.classes.map((figures, at) => ({
    ...figures,
    name: names[at] ?? '',
    f1: harmonicMean(figures.precision, figures.recall),
  }));
  const header = (column: Column) => (
    <SortHeader
      column={column}
      label={t(`classColumns.${column}`)}
      sorting={sorting}
      onSort={setSorting}
      align={column === 'name' ? 'start' : 'end'}
    />
  );
  const share = (value: number) => (Number.isFinite(value) ? percent(value) : '–');
  return (
    <div className={results.scroll}>
      <table className={styles.table} data-testid="class-table">
        <thead>
          <tr>
            {header('name')}
            {header('precision')}
            {header('recall')}
            {header('f1')}
            {header('count')}
          </tr>
        </thead>
        <tbody>
          {sortBy(rows, sorting, (row, column) => row[column]).map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <ShareCell value={row.precision} text={share(row.precision)} />
              <ShareCell value={row.recall} text={share(row.recall)} />
              <ShareCell value={row.f1} text={share(row.f1)} />
              <td>{formatCount(row.count, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ShareCell({ value, text }: { readonly value: number; readonly text: string }) {
  const width = Number.isFinite(value) ? `${Math.round(value * 100)}%` : '0%';
  return (
    <td className={styles.share}>
      <span className={styles.bar} style={{ width }} aria-hidden="true" />
      <span className={styles.text}>{text}</span>
    </td>
  );
}

/** F1: 2pr / (p + r); NaN where neither is above zero. */
function harmonicMean(precision: number, recall: number): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : Number.NaN;
}
