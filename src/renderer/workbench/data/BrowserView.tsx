import { Images } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataIndex } from '../../../contract/data-browser';
import type { DatasetSummary } from '../../../contract/datasets';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasetList, useDatasetOf } from '../../store/document/datasets';
import { useBrowsedId, useDataBrowser } from '../../store/view/data-browser';
import { useDataIndex } from '../../store/view/data-index';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { type Browsed, canRelabel, useBrowsed } from './browsed';
import { ClassMeansView } from './ClassMeansView';
import { toggleExcluded } from './change-examples';
import { DataToolbar } from './DataToolbar';
import styles from './DataView.module.css';
import { DetailsPane } from './DetailsPane';
import { ExampleDialog } from './ExampleDialog';
import { ExampleTable } from './ExampleTable';
import { FilterPane } from './FilterPane';
import { ImageGrid } from './ImageGrid';
import { LabelPick } from './LabelPick';
import { PendingBar } from './PendingBar';

/** The examples of a data set: to look through, to filter, to correct. */
export function BrowserView() {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const id = useBrowsedId();
  const dataset = useDatasetOf(id);
  const isKnown = useDatasetList() !== null;
  const { index, failure } = useDataIndex(id);
  if (dataset === null && isKnown) return <Missing />;
  if (failure !== null)
    return <EmptyState icon={<Images />} title={t('missing')} text={failureText(failure, language)} />;
  if (dataset === null || index === null) return <EmptyState icon={<Images />} title={t('loading')} />;
  return <Browser key={id} dataset={dataset} index={index} />;
}

function Missing() {
  const { t } = useTranslation('browser');
  return (
    <EmptyState
      icon={<Images />}
      title={t('missing')}
      text={t('missingText')}
      actions={<Button onClick={() => useView.getState().openDialog('data')}>{t('import')}</Button>}
    />
  );
}

interface BrowserProps {
  readonly dataset: DatasetSummary;
  readonly index: DataIndex;
}

function Browser({ dataset, index }: BrowserProps) {
  const browsed = useBrowsed(dataset, index);
  const view = useDataBrowser((state) => state.view);
  const [isLarge, setIsLarge] = useState(false);
  const [isLabeling, setIsLabeling] = useState(false);
  const relabel = () => {
    // Numbers are typed into a dialog, and of dialogs one is open at a time.
    if (['numbers', 'columns'].includes(browsed.target.kind)) setIsLarge(false);
    setIsLabeling(canRelabel(browsed));
  };
  const open = () => setIsLarge(true);
  return (
    <div className={styles.view} data-testid="data-view">
      <DataToolbar browsed={browsed} />
      <div className={styles.columns}>
        <FilterPane browsed={browsed} />
        <div className={styles.main}>
          {view === 'means' && !browsed.isTable ? (
            <ClassMeansView browsed={browsed} />
          ) : (
            <Examples browsed={browsed} onOpen={open} onRelabel={relabel} />
          )}
        </div>
        {view === 'means' ? null : <DetailsPane browsed={browsed} onOpen={open} onRelabel={relabel} />}
      </div>
      <PendingBar browsed={browsed} />
      {isLarge ? (
        <ExampleDialog browsed={browsed} onRelabel={relabel} onClose={() => setIsLarge(false)} />
      ) : null}
      {isLabeling ? <LabelPick browsed={browsed} onClose={() => setIsLabeling(false)} /> : null}
    </div>
  );
}

interface ExamplesProps {
  readonly browsed: Browsed;
  readonly onOpen: () => void;
  readonly onRelabel: () => void;
}

function Examples({ browsed, onOpen, onRelabel }: ExamplesProps) {
  const { t } = useTranslation('browser');
  if (browsed.list.length === 0)
    return <EmptyState icon={<Images />} title={t('noExamples')} text={t('noExamplesText')} />;
  const onExclude = () => toggleExcluded(browsed);
  return browsed.isTable ? (
    <ExampleTable browsed={browsed} onRelabel={onRelabel} onExclude={onExclude} />
  ) : (
    <ImageGrid {...{ browsed, onOpen, onRelabel, onExclude }} />
  );
}
