import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { nodeTitle } from '../../store/view/describe-node';
import { groupAt, locationsInside } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { Select } from '../../ui/Select';
import styles from './Breadcrumbs.module.css';

/** The way from the network into the block that is open. Of a repeated block, one copy at a time is looked at. */
export function Breadcrumbs({ location }: { readonly location: string }) {
  const { t } = useTranslation('canvas');
  const enter = useView((state) => state.enter);
  const segments = location.split('/');
  const locations = segments.map((_, index) => segments.slice(0, index + 1).join('/'));
  return (
    <nav className={styles.bar} aria-label={t('breadcrumbs')}>
      <ol className={styles.list}>
        <li className={styles.item}>
          <button type="button" className={styles.crumb} onClick={() => enter('')}>
            {t('network')}
          </button>
        </li>
        {locations.map((place) => (
          <li key={place} className={styles.item}>
            <ChevronRight aria-hidden="true" className={styles.arrow} />
            <Crumb location={place} isCurrent={place === location} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Crumb({ location, isCurrent }: { readonly location: string; readonly isCurrent: boolean }) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const enter = useView((state) => state.enter);
  const title = useAnalysis((analysis) => {
    const group = groupAt(analysis, location);
    return group === undefined ? location : nodeTitle(analysis.document, group.node, language);
  });
  // Joined, because a list made again would render at every edit.
  const copies = useAnalysis((analysis) => {
    const group = groupAt(analysis, location);
    if (group?.node.repeat === undefined) return '';
    return locationsInside(analysis, parentPath(location), group.origin.id).join(' ');
  });
  const places = copies === '' ? [] : copies.split(' ');
  return (
    <>
      <button
        type="button"
        className={styles.crumb}
        title={title}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => enter(location)}
      >
        {title}
      </button>
      {places.length < 2 ? null : (
        <span className={styles.copies}>
          <Select
            aria-label={t('chooseCopy')}
            value={location}
            options={places.map((value, index) => ({
              value,
              label: t('copyOf', { index: index + 1, count: places.length }),
            }))}
            onValueChange={enter}
          />
        </span>
      )}
    </>
  );
}
