import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../contract/contract';
import type { DataOrder } from '../../store/view/data-outcomes';
import { scrollRegion } from '../../ui/scroll-region';
import { ExampleButtons } from './ExampleButtons';
import styles from './ResultsView.module.css';
import { ShowInData } from './ShowInData';
import { largest } from './worst-examples';

const SHOWN = 48;

export interface WorstExamplesProps {
  readonly runId: string;
  readonly dataset: DatasetSummary | null;
  /** By what the data browser orders them, which has all; absent: it cannot. */
  readonly order?: DataOrder;
  /** How many test examples there are. */
  readonly count: number;
  /** How wrong the answer to an example is: the same function as long as the result is the same. */
  readonly errorOf: (index: number) => number;
  /** What is said below each. */
  readonly caption: (index: number) => ReactNode;
  /** The one that was chosen, beside the list; the worst at first. */
  readonly detail: (index: number) => ReactNode;
}

/** The examples that went most wrong, the worst first, to choose one of and look at it. */
export function WorstExamples(props: WorstExamplesProps) {
  const { runId, dataset, order, count, errorOf, caption, detail } = props;
  const { t } = useTranslation('results');
  const indices = useMemo(() => largest(count, errorOf, SHOWN), [count, errorOf]);
  const [wanted, setWanted] = useState<number | null>(null);
  const chosen = wanted ?? indices[0] ?? null;
  return (
    <div className={styles.halves}>
      <div className={styles.half} {...scrollRegion(t('views.worst'))}>
        <ExampleButtons
          {...{ dataset, indices, chosen, caption }}
          onChoose={setWanted}
          testId="worst-examples"
        />
        {order === undefined ? null : <ShowInData {...{ runId, dataset, order }} />}
      </div>
      {chosen === null ? null : detail(chosen)}
    </div>
  );
}
