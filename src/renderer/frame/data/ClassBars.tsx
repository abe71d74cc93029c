import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClassSurvey, DataSurvey } from '../../../contract/data-survey';
import { useLanguage } from '../../messages/useLanguage';
import { formatCount } from '../../ui/figures';
import { scrollRegion } from '../../ui/scroll-region';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { VirtualRowGroup } from '../../ui/VirtualRowGroup';
import styles from './ClassBars.module.css';

/** The parts of a bar, in the order in which they are drawn. */
const PARTS = ['train', 'validation', 'test', 'unassigned'] as const;

/** Height of a row in pixels at the normal text size, before it is measured. */
const ROW_HEIGHT = 24;

/** The classes with their counts as bars, divided by the splits that the source has. */
export function ClassBars({ survey }: { readonly survey: DataSurvey }) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const { classes, splits } = survey;
  const most = useMemo(() => classes.reduce((most, { count }) => Math.max(most, count), 1), [classes]);
  const virtual = useVirtualRows({ count: classes.length, estimate: ROW_HEIGHT, keyOf: String });
  const parts = PARTS.filter((part) => splits[part] > 0);
  return (
    <section className={styles.classes}>
      <header className={styles.head}>
        <h3 className={styles.title}>
          {t('classCount', { count: classes.length, total: formatCount(classes.length, language) })}
        </h3>
        {parts.length > 1 ? <Legend parts={parts} /> : null}
      </header>
      <div ref={virtual.box} className={styles.scroll} {...scrollRegion(t('classes'))}>
        <table className={styles.table}>
          <colgroup>
            <col className={styles.nameColumn} />
            <col />
            <col className={styles.countColumn} />
          </colgroup>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('className')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{t('examples')}</th>
            </tr>
          </thead>
          <VirtualRowGroup virtual={virtual}>
            {virtual.rows.map(({ index, key }) => {
              const one = classes[index];
              if (one === undefined) return null;
              return (
                <tr key={key} ref={virtual.measure} data-index={index}>
                  <th scope="row" className={styles.name} title={one.name}>
                    {one.name}
                  </th>
                  <td className={styles.track}>
                    <Bar of={one} most={most} />
                  </td>
                  <td className={styles.count}>{formatCount(one.count, language)}</td>
                </tr>
              );
            })}
          </VirtualRowGroup>
        </table>
      </div>
    </section>
  );
}

type Part = (typeof PARTS)[number];

function Legend({ parts }: { readonly parts: readonly Part[] }) {
  const { t } = useTranslation('data');
  return (
    <ul className={styles.legend}>
      {parts.map((part) => (
        <li key={part}>
          <span className={styles.mark} data-part={part} aria-hidden="true" />
          {t(`splits.${part}`)}
        </li>
      ))}
    </ul>
  );
}

/** Decoration beside the count: as long as the class is large, beside the largest one. */
function Bar({ of, most }: { readonly of: ClassSurvey; readonly most: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      {PARTS.map((part) =>
        of[part] === 0 ? null : (
          <span
            key={part}
            className={styles.part}
            data-part={part}
            style={{ width: `${(100 * of[part]) / most}%` }}
          />
        ),
      )}
    </span>
  );
}
