import { FilterX } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EXCLUDED_BY_USER } from '../../../contract/data-browser';
import { problemTitle } from '../../../contract/data-problems';
import { useLanguage } from '../../messages/useLanguage';
import { lookAtLabel, useDataBrowser } from '../../store/view/data-browser';
import { overlapping, repeated } from '../../store/view/data-changes';
import { countProblems, NO_FILTER, PROBLEM_FILTERS } from '../../store/view/data-filter';
import { labelColumns, ofLabel } from '../../store/view/data-labels';
import { filterOf, isAsking } from '../../store/view/data-targets';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import { type Browsed, browsedLabel } from './browsed';
import { ClassFilter } from './ClassFilter';
import { setExcluded } from './change-examples';
import { FilterChoice } from './FilterChoice';
import styles from './FilterPane.module.css';
import { NumberFilters } from './NumberFilters';
import { OrderFilter } from './OrderFilter';
import { PredictionFilter } from './PredictionFilter';

/** What the examples are filtered by. */
export function FilterPane({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { filter } = browsed;
  const { change } = useDataBrowser.getState();
  const isFiltered =
    [filter, ...Object.values(filter.labels)].some(isAsking) ||
    [filter.problem, filter.reason, filter.outcome, filter.predicted].some((one) => one !== null);
  return (
    <section className={styles.pane} aria-label={t('filters')}>
      {isFiltered ? (
        <Button
          size="small"
          icon={<FilterX />}
          onClick={() =>
            change({ ...NO_FILTER, part: filter.part, order: filter.order, label: filter.label })
          }
        >
          {t('clearFilters')}
        </Button>
      ) : null}
      <PredictionFilter browsed={browsed} />
      <OrderFilter browsed={browsed} />
      {browsed.target.kind === 'columns' ? (
        <LabelFilter browsed={browsed} />
      ) : (
        <TargetFilters browsed={browsed} />
      )}
      <Problems browsed={browsed} />
    </section>
  );
}

/** What can be asked of one label, in the way of its kind. */
function TargetFilters({ browsed }: { readonly browsed: Browsed }) {
  return (
    <>
      {browsed.names.length > 0 ? <ClassFilter browsed={browsed} /> : null}
      {browsed.target.kind === 'numbers' ? <NumberFilters browsed={browsed} /> : null}
    </>
  );
}

/** Which of several labels, and what is asked of it; what is asked of the others stays. */
function LabelFilter({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { target, filter } = browsed;
  const columns = labelColumns(target);
  const chosen = columns.find(({ name }) => name === filter.label) ?? columns[0];
  if (chosen === undefined) return null;
  const isAsked = (name: string) => isAsking(filterOf(ofLabel(browsed, name), filter));
  return (
    <>
      <div className={styles.labeled}>
        <span aria-hidden="true">{t('labelFilter')}</span>
        <Select
          aria-label={t('labelFilter')}
          value={chosen.name}
          options={columns.map(({ name }) => ({
            value: name,
            label: isAsked(name) ? t('labelFiltered', { name }) : name,
          }))}
          onValueChange={lookAtLabel}
        />
      </div>
      <TargetFilters key={chosen.name} browsed={browsedLabel(browsed, chosen.name)} />
    </>
  );
}

function Problems({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { index, pending, filter } = browsed;
  const { problems, reasons } = useMemo(
    () => countProblems({ index, pending }, filter.part),
    [index, pending, filter.part],
  );
  const { change } = useDataBrowser.getState();
  const shown = PROBLEM_FILTERS.filter((problem) => problems.has(problem) || filter.problem === problem);
  const isOfSplits = filter.part !== 'excluded';
  if (shown.length === 0 && reasons.size === 0) return null;
  return (
    <div className={styles.part}>
      {shown.length === 0 ? null : <h3 className={styles.heading}>{t('problems')}</h3>}
      <ul className={styles.choices}>
        {shown.map((problem) => (
          <FilterChoice
            key={problem}
            label={t(`problemNames.${problem}`)}
            count={problems.get(problem) ?? 0}
            isOn={filter.problem === problem}
            onToggle={(isOn) => change({ problem: isOn ? problem : null })}
          />
        ))}
      </ul>
      {isOfSplits ? <Gestures browsed={browsed} /> : null}
      {reasons.size === 0 ? null : <h3 className={styles.heading}>{t('reasons')}</h3>}
      <ul className={styles.choices}>
        {[...reasons].map(([reason, count]) => (
          <FilterChoice
            key={reason}
            label={reason === EXCLUDED_BY_USER ? t('excludedByUser') : problemTitle(reason, language)}
            count={count}
            isOn={filter.reason === reason}
            onToggle={(isOn) => change({ reason: isOn ? reason : null })}
          />
        ))}
      </ul>
    </div>
  );
}

/** What is done to all duplicates at once. */
function Gestures({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { index, pending } = browsed;
  const across = useMemo(() => overlapping(index), [index]);
  const again = useMemo(() => repeated(index), [index]);
  const offers = [
    { name: 'excludeOverlap', help: 'excludeOverlapHelp', examples: across },
    { name: 'excludeRepeated', help: 'excludeRepeatedHelp', examples: again },
  ] as const;
  return offers
    .filter(({ examples }) => examples.some((example) => !pending.excluded.has(example)))
    .map(({ name, help, examples }) => (
      <Button key={name} size="small" title={t(help)} onClick={() => setExcluded(browsed, examples, true)}>
        {t(name)}
      </Button>
    ));
}
