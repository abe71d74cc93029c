import { Stethoscope } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { describeFinding } from '../../../graph-runtime/run-health/examine';
import type { Finding } from '../../../graph-runtime/run-health/finding';
import { useLanguage } from '../../messages/useLanguage';
import { useFindingMarks, useFindings } from '../../store/runs/findings';
import { useNames } from '../../store/view/node-names';
import { goToPath } from '../../store/view/problems';
import styles from './Findings.module.css';

/** Nodes named below a finding; of a deep network there may be hundreds. */
const NODES_SHOWN = 8;

/** What the health check has found in a run, in words, with the nodes it concerns. */
export function Findings({ runId }: { readonly runId: string }) {
  const { t } = useTranslation('inside');
  const findings = useFindings(runId);
  useEffect(() => {
    const { show } = useFindingMarks.getState();
    show(findings);
    return () => show([]);
  }, [findings]);
  if (findings.length === 0) return null;
  return (
    <section className={styles.findings} aria-label={t('findings')} data-testid="findings">
      {findings.map((finding) => (
        <FindingCard key={finding.code} finding={finding} />
      ))}
    </section>
  );
}

function FindingCard({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation('inside');
  const nameOf = useNames();
  const { title, evidence, advice } = describeFinding(finding, useLanguage());
  const hidden = finding.paths.length - NODES_SHOWN;
  return (
    <article className={styles.card} data-code={finding.code} tabIndex={-1}>
      <Stethoscope className={styles.icon} aria-hidden />
      <div className={styles.content}>
        <h3 className={styles.title}>{title}</h3>
        <p>{evidence}</p>
        <p className={styles.advice}>{advice}</p>
        {finding.paths.length === 0 ? null : (
          <p className={styles.nodes}>
            {finding.paths.slice(0, NODES_SHOWN).map((path) => (
              <button
                key={path}
                type="button"
                className={styles.node}
                onClick={() => goToPath(path)}
                data-node-path={path}
              >
                {nameOf(path)}
              </button>
            ))}
            {hidden > 0 ? <span>{t('moreNodes', { count: hidden })}</span> : null}
          </p>
        )}
      </div>
    </article>
  );
}
