import { useTranslation } from 'react-i18next';
import type { DataSurvey } from '../../../contract/data-survey';
import { useLanguage } from '../../messages/useLanguage';
import { formatShort } from '../../ui/format-number';
import { scrollRegion } from '../../ui/scroll-region';
import styles from './SampleRows.module.css';

/** Columns shown; a table can have thousands. */
const SHOWN_COLUMNS = 20;

/** The first rows of a table, the target first. */
export function SampleRows({ survey }: { readonly survey: DataSurvey }) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const { rows, featureNames } = survey;
  if (rows.length === 0) return null;
  const names = featureNames.slice(0, SHOWN_COLUMNS);
  const hidden = featureNames.length - names.length;
  return (
    <section className={styles.rows}>
      <h3 className={styles.title}>{t('firstRows')}</h3>
      <div className={styles.scroll} {...scrollRegion(t('firstRows'))}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('target')}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.target}</th>
                {names.map((name, at) => (
                  <td key={name}>{formatShort(row.values[at] ?? Number.NaN, language)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 ? <p className={styles.more}>{t('moreColumns', { count: hidden })}</p> : null}
    </section>
  );
}
