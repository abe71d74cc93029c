import { useTranslation } from 'react-i18next';
import { DATA_PARTS, type DataPart } from '../../../contract/data-browser';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { DATA_VIEWS, THUMBNAIL_SIDES, useDataBrowser } from '../../store/view/data-browser';
import { formatCount } from '../../ui/figures';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { Switch } from '../../ui/Switch';
import { type Browsed, hasMasks } from './browsed';
import styles from './DataView.module.css';

/** Which data set and which part of it is shown, how large. */
export function DataToolbar({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const datasets = useDatasets();
  const { dataset, index, filter, list, isTable } = browsed;
  const { view, side, selected, choose, change, show, resize } = useDataBrowser();
  const total = Object.values(index.counts).reduce((sum, count) => sum + count, 0);
  const parts = DATA_PARTS.filter((part) => index.counts[part] > 0);
  const selectPart = (part: DataPart | 'all') => change({ part: part === 'all' ? null : part, reason: null });
  return (
    <div className={styles.toolbar}>
      <span className={styles.dataset}>
        <Select
          aria-label={t('dataset')}
          value={dataset.id}
          options={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          onValueChange={(id) => choose(id === useDocument.getState().document.dataset.id ? null : id)}
        />
      </span>
      <Segmented<DataPart | 'all'>
        aria-label={t('part')}
        value={filter.part ?? 'all'}
        options={(['all', ...parts] as const).map((value) => ({ value, label: t(`parts.${value}`) }))}
        onValueChange={selectPart}
      />
      {isTable ? null : (
        <Segmented
          aria-label={t('view')}
          value={view}
          options={DATA_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          onValueChange={show}
        />
      )}
      <span className={styles.spacer} />
      <p className={styles.muted} role="status" data-testid="data-count">
        {t('shownCount', {
          count: total,
          shown: formatCount(list.length, language),
          total: formatCount(total, language),
        })}
        {selected.size > 1 ? (
          <span className={styles.selectedCount}>
            {t('selectedCount', { count: selected.size, total: formatCount(selected.size, language) })}
          </span>
        ) : null}
      </p>
      {hasMasks(browsed) && view !== 'means' ? <MaskControls /> : null}
      {isTable || view === 'means' ? null : (
        <label className={styles.size}>
          <span>{t('thumbnailSize')}</span>
          <input
            className={styles.slider}
            type="range"
            aria-label={t('thumbnailSizeName')}
            min={THUMBNAIL_SIDES.least}
            max={THUMBNAIL_SIDES.most}
            step={8}
            value={side}
            onChange={(event) => resize(Number(event.target.value))}
          />
        </label>
      )}
    </div>
  );
}

/** Whether masks are laid over the images, and how much of those they cover. */
function MaskControls() {
  const { t } = useTranslation('browser');
  const isMaskShown = useDataBrowser((state) => state.isMaskShown);
  const opacity = useDataBrowser((state) => state.maskOpacity);
  const { showMasks, coverBy } = useDataBrowser.getState();
  return (
    <span className={styles.size}>
      <Switch isOn={isMaskShown} label={t('masks')} onToggle={showMasks} />
      <input
        className={styles.slider}
        type="range"
        aria-label={t('maskOpacity')}
        title={t('maskOpacity')}
        min={0}
        max={100}
        step={5}
        value={Math.round(100 * opacity)}
        onChange={(event) => coverBy(Number(event.target.value) / 100)}
      />
    </span>
  );
}
