import { useTranslation } from 'react-i18next';
import type { PreparedSource } from '../../../contract/data-import';
import { useDataImport } from '../../store/files/data-import';
import { matchOf } from '../../store/files/wanted-dataset';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import styles from './ImportDialog.module.css';
import { PreparedFacts } from './PreparedFacts';
import { SourceDialog } from './SourceDialog';

interface PreparedFoundProps {
  readonly dataset: PreparedSource;
  readonly path: string;
  readonly title: string;
  readonly onClose: () => void;
}

/** A data set that was prepared before, on another machine for instance: it is added as it is. */
export function PreparedFound({ dataset, path, title, onClose }: PreparedFoundProps) {
  const { t } = useTranslation('data');
  const wanted = useDataImport((state) => state.wanted);
  const match = wanted === null ? null : matchOf(wanted, dataset);
  const names = { name: dataset.name, wanted: wanted?.name ?? '' };
  const { addPrepared, reset } = useDataImport.getState();
  return (
    <SourceDialog
      path={path}
      {...{ title, onClose }}
      actions={
        <>
          <Button onClick={reset}>{t('chooseOther')}</Button>
          <Button variant="primary" data-testid="add-prepared" onClick={() => void addPrepared(dataset.name)}>
            {t(match === 'other' ? 'addOther' : 'addPrepared', names)}
          </Button>
        </>
      }
    >
      <div className={styles.column}>
        {match === null ? (
          <Banner tone="info">{t('preparedFound', names)}</Banner>
        ) : (
          <Banner tone={match === 'other' ? 'warning' : 'success'} title={t(`matches.${match}.title`, names)}>
            {t(`matches.${match}.text`, names)}
          </Banner>
        )}
        <PreparedFacts dataset={dataset} />
      </div>
    </SourceDialog>
  );
}
