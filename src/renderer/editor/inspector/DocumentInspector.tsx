import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { goToProblem } from '../../store/view/problems';
import { Fact, Facts } from '../../ui/Facts';
import { Field } from '../../ui/Field';
import { formatWhole } from '../../ui/format-number';
import { TextField } from '../../ui/TextField';
import { ProblemCard } from '../problems/ProblemCard';
import { CostFacts } from './CostFacts';
import { Reference } from './ExplanationSection';
import styles from './Inspector.module.css';
import { SavedViewsSection } from './SavedViewsSection';
import { ScopeParameters } from './ScopeParameters';

const PROBLEMS_SHOWN = 3;

/** The network itself, while nothing is selected: name, parameters, totals, where it comes from. */
export function DocumentInspector() {
  const { t } = useTranslation('inspector');
  const problems = useAnalysis((analysis) => analysis.diagnostics);
  return (
    <section aria-label={t('documentTitle')} data-testid="inspector">
      <div className={styles.section}>
        <h3 className={styles.heading}>{t('documentTitle')}</h3>
        <DocumentName />
      </div>
      {problems.length === 0 ? null : (
        <div className={styles.section}>
          {problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
            <ProblemCard
              key={`${problem.path}-${problem.setting ?? problem.values.place ?? ''}-${problem.code}-${problem.port ?? ''}-${problem.received ?? ''}`}
              problem={problem}
              onGo={(path) => goToProblem(problem, path)}
            />
          ))}
        </div>
      )}
      <ScopeParameters scope={null} />
      <SavedViewsSection />
      <TotalsSection />
      <AboutSection />
    </section>
  );
}

function DocumentName() {
  const { t } = useTranslation('inspector');
  const name = useDocument((state) => state.document.name);
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const wanted = draft?.trim() ?? '';
    if (wanted !== '' && wanted !== name) {
      useDocument.getState().perform({ key: 'renameNetwork' }, [{ kind: 'set-name', name: wanted }]);
    }
    setDraft(null);
  };
  return (
    <Field label={t('name')}>
      <TextField
        value={draft ?? name}
        onValueChange={setDraft}
        onValueCommitted={commit}
        aria-label={t('documentName')}
        maxLength={200}
      />
    </Field>
  );
}

function TotalsSection() {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const cost = useAnalysis((analysis) => analysis.cost);
  const layers = useAnalysis((analysis) => analysis.nodes.size);
  return (
    <div className={styles.section}>
      <h3 className={styles.heading}>{t('totalsTitle')}</h3>
      <Facts layout="ends">
        <CostFacts cost={cost} />
        <Fact label={t('layersCount')}>{formatWhole(layers, language)}</Fact>
      </Facts>
    </div>
  );
}

function AboutSection() {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const about = useDocument((state) => state.document.about);
  if (about === undefined) return null;
  const idea = about.idea?.[language] ?? about.idea?.en;
  return (
    <div className={styles.section}>
      {idea === undefined ? null : (
        <>
          <h3 className={styles.heading}>{t('idea')}</h3>
          <p>{idea}</p>
        </>
      )}
      <Facts layout="ends">
        <Fact label={t('year')}>{about.year}</Fact>
        <Fact label={t('authors')}>
          <span lang="en">{about.authors}</span>
        </Fact>
        {about.paper === undefined ? null : (
          <Fact label={t('paper')}>
            <Reference
              reference={{ title: about.paper, ...(about.url === undefined ? {} : { url: about.url }) }}
            />
          </Fact>
        )}
      </Facts>
    </div>
  );
}
