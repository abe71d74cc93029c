import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { useAnalysis } from '../../store/document/analysis';
import { goToProblem } from '../../store/view/problems';
import { EmptyState } from '../../ui/EmptyState';
import { useKeptScroll } from '../../ui/use-kept-scroll';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { ProblemCard } from './ProblemCard';
import styles from './ProblemsPanel.module.css';

/** Of a card, before it is measured; and between two of them. In pixels. */
const CARD_HEIGHT = 110;
const GAP = 8;

/** Everything that is wrong with the network: a click jumps to the place, another fixes it. */
export function ProblemsPanel() {
  const { t } = useTranslation('problems');
  const problems = useAnalysis((analysis) => analysis.diagnostics);
  if (problems.length === 0) {
    return <EmptyState icon={<CircleCheck />} title={t('noneTitle')} text={t('noneText')} />;
  }
  return <ProblemList problems={problems} />;
}

function ProblemList({ problems }: { readonly problems: readonly Diagnostic[] }) {
  const { t } = useTranslation('problems');
  const { box, rows, measure, before, after } = useVirtualRows({
    count: problems.length,
    estimate: CARD_HEIGHT,
    gap: GAP,
    keyOf: (index) => {
      const problem = problems[index];
      return problem === undefined ? `${index}` : keyOf(problem);
    },
  });
  useKeptScroll('problems', box);
  return (
    <section ref={box} className={styles.panel} aria-label={t('title')}>
      <ul className={styles.list} style={{ paddingBlock: `${before}px ${after}px` }}>
        {rows.map(({ index, key }) => {
          const problem = problems[index];
          return problem === undefined ? null : (
            <li
              key={key}
              ref={measure}
              data-index={index}
              aria-setsize={problems.length}
              aria-posinset={index + 1}
            >
              <ProblemCard problem={problem} onGo={(path) => goToProblem(problem, path)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function keyOf({
  path,
  setting,
  code,
  parameter = '',
  port = '',
  received = '',
  values,
}: Diagnostic): string {
  return `${path}-${setting ?? values.place ?? ''}-${code}-${parameter}-${port}-${received}`;
}
