import { CircleAlert, TriangleAlert, Wrench } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { pathsOf } from '../../../graph-runtime/diagnostics/merge-uses';
import {
  type DiagnosticDescription,
  diagnosticLabels,
} from '../../../graph-runtime/messages/describe-diagnostic';
import type { Language } from '../../../graph-runtime/text/text';
import { MISSING_DATASET } from '../../../graph-runtime/training-checks/missing-dataset';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { placeName } from '../../store/view/node-names';
import { describeProblem, fixText, keepShapesWhole } from '../../store/view/problem-text';
import { repair } from '../../store/view/problems';
import { windowNames } from '../../store/view/window-names';
import { Button } from '../../ui/Button';
import { Fact, Facts } from '../../ui/Facts';
import { DatasetOffers } from './DatasetOffers';
import styles from './ProblemCard.module.css';

export interface ProblemCardProps {
  readonly problem: Diagnostic;
  /** Jumps to the place, or to its places in turn; absent where the problem is shown at its place already. */
  readonly onGo?: (path: string) => void;
  /** After a repair was carried out. */
  readonly onRepaired?: () => void;
}

/** One problem: what happened, what was expected and received, and what fixes it with one click. */
export function ProblemCard({ problem, onGo, onRepaired }: ProblemCardProps) {
  const { t } = useTranslation('problems');
  const language = useLanguage();
  const Icon = problem.severity === 'error' ? CircleAlert : TriangleAlert;
  const description = describeProblem(problem, language);
  const title = keepShapesWhole(description.title);
  const places = pathsOf(problem);
  const [visited, setVisited] = useState<number | null>(null);
  const name = placeName(analysisOf(useDocument.getState().document), places[visited ?? 0] ?? '', language);
  const place = placeText(problem, visited, name, language);
  const path = places[visited ?? 0];
  const resume = () => {
    const next = visited === null ? 0 : (visited + 1) % places.length;
    setVisited(next);
    onGo?.(places[next] ?? problem.path);
  };
  return (
    <div
      className={styles.card}
      data-severity={problem.severity}
      data-node-path={path === '' ? undefined : path}
    >
      <Icon className={styles.icon} aria-label={t(problem.severity)} role="img" />
      <div className={styles.content}>
        {onGo === undefined ? (
          <p className={styles.text}>{title}</p>
        ) : (
          <button type="button" className={styles.go} onClick={resume}>
            {title}
          </button>
        )}
        {onGo === undefined || place === '' ? null : <p className={styles.path}>{place}</p>}
        {description.uses === undefined ? null : <p className={styles.uses}>{description.uses}</p>}
        <ExpectedReceived description={description} />
        {description.advice === '' ? null : (
          <p className={styles.advice}>{keepShapesWhole(description.advice)}</p>
        )}
        {problem.code === MISSING_DATASET ? (
          <DatasetOffers problem={problem} onRepaired={onRepaired} />
        ) : (
          <Fixes problem={problem} onRepaired={onRepaired} />
        )}
      </div>
    </div>
  );
}

interface FixesProps {
  readonly problem: Diagnostic;
  readonly onRepaired: (() => void) | undefined;
}

function Fixes({ problem, onRepaired }: FixesProps) {
  const language = useLanguage();
  if (problem.fixes.length === 0) return null;
  return (
    <div className={styles.fixes}>
      {problem.fixes.map((fix, index) => (
        <Button
          key={`${fix.code}-${JSON.stringify(fix.values)}`}
          size="small"
          variant={index === 0 && problem.severity === 'error' ? 'primary' : 'secondary'}
          icon={<Wrench />}
          onClick={() => {
            repair(fix);
            onRepaired?.();
          }}
        >
          {fixText(fix, language)}
        </Button>
      ))}
    </div>
  );
}

/** Where a problem is; of several places the one that was gone to. */
function placeText(problem: Diagnostic, visited: number | null, name: string, language: Language): string {
  const places = pathsOf(problem);
  if (name === '') return problem.setting === undefined ? '' : windowNames(language).setting(problem.setting);
  return places.length === 1 || visited === null ? name : `${name} (${visited + 1} / ${places.length})`;
}

function ExpectedReceived({ description }: { readonly description: DiagnosticDescription }) {
  const labels = diagnosticLabels(useLanguage());
  const { expected, received } = description;
  if (expected === undefined && received === undefined) return null;
  return (
    <Facts layout="compact">
      {expected === undefined ? null : <Fact label={labels.expected}>{keepShapesWhole(expected)}</Fact>}
      {received === undefined ? null : <Fact label={labels.received}>{keepShapesWhole(received)}</Fact>}
    </Facts>
  );
}
