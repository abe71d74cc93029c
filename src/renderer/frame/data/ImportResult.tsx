import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../contract/data-import';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasetOf } from '../../store/document/datasets';
import { useDataImport } from '../../store/files/data-import';
import { type DatasetMatch, matchOf } from '../../store/files/wanted-dataset';
import { browseData } from '../../store/view/data-browser';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Fact, Facts } from '../../ui/Facts';
import { formatCount } from '../../ui/figures';
import styles from './ImportDialog.module.css';
import { ProblemGroups } from './ProblemGroups';
import { trainOn } from './train-on';

interface ImportResultProps {
  readonly report: ImportReport;
  readonly title: string;
  readonly onClose: () => void;
}

/** The new data set, in figures, with what was left out and why; and the step to it from here. */
export function ImportResult({ report, title, onClose }: ImportResultProps) {
  const { t } = useTranslation(['data', 'browser']);
  const language = useLanguage();
  const dataset = useDatasetOf(report.id);
  const number = (count: number) => formatCount(count, language);
  const { imported, problems } = report;
  const wanted = useDataImport((state) => state.wanted);
  const match = wanted === null ? null : matchOf(wanted, report);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={() => useDataImport.getState().reset()}>{t('importMore')}</Button>
          <Button
            isDisabled={dataset === null}
            onClick={() => {
              browseData(report.id);
              onClose();
            }}
          >
            {t('browser:lookAt')}
          </Button>
          <Button
            variant="primary"
            data-testid="train-on-imported"
            isDisabled={dataset === null}
            onClick={() => {
              if (dataset !== null && match !== 'same') trainOn(dataset);
              onClose();
            }}
          >
            {t(match === 'same' ? 'done' : 'useHere')}
          </Button>
        </>
      }
    >
      <div className={styles.column}>
        <Outcome report={report} match={match} />
        <Facts>
          <Fact label={t('examples')}>{number(report.found)}</Fact>
          <Fact label={t('splits.train')}>{number(imported.train)}</Fact>
          {imported.validation === 0 ? null : (
            <Fact label={t('splits.validation')}>{number(imported.validation)}</Fact>
          )}
          <Fact label={t('splits.test')}>{number(imported.test)}</Fact>
          <Fact label={t('leftOut')}>{number(report.skipped)}</Fact>
          <Fact label={t('onDisk')}>{formatBytes(report.bytes, language)}</Fact>
        </Facts>
        <ProblemGroups groups={problems} />
      </div>
    </Dialog>
  );
}

interface OutcomeProps {
  readonly report: ImportReport;
  readonly match: DatasetMatch | null;
}

/** That the data set is there now, and whether it is the one that was looked for. */
function Outcome({ report, match }: OutcomeProps) {
  const { t } = useTranslation('data');
  const wanted = useDataImport((state) => state.wanted?.name ?? '');
  const names = { name: report.name, wanted };
  if (match === null) {
    return (
      <Banner tone="success" title={t(report.wasThere ? 'wasThere' : 'imported', names)}>
        {t('useHereText')}
      </Banner>
    );
  }
  return (
    <Banner tone={match === 'other' ? 'warning' : 'success'} title={t(`matches.${match}.title`, names)}>
      {t(`matches.${match}.outcome`, names)}
    </Banner>
  );
}
