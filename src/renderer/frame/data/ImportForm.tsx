import { useTranslation } from 'react-i18next';
import { type ImportChoices, importChoicesSchema } from '../../../contract/data-import';
import type { DataSurvey } from '../../../contract/data-survey';
import type { NetworkInput } from '../../../contract/suggested-choices';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { useDataImport } from '../../store/files/data-import';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/figures';
import { ClassBars } from './ClassBars';
import { FormatRows } from './FormatRows';
import { ImageRows } from './ImageRows';
import styles from './ImportDialog.module.css';
import { NameRow } from './NameRow';
import { ProblemGroups } from './ProblemGroups';
import { preparedBytes } from './prepared-bytes';
import { SampleImages } from './SampleImages';
import { SampleRows } from './SampleRows';
import { SourceDialog } from './SourceDialog';
import { SplitRows } from './SplitRows';
import { SurveyNotes } from './SurveyNotes';
import { WantedNote } from './WantedNote';

export interface ImportFormProps {
  readonly survey: DataSurvey;
  readonly network: NetworkInput | null;
  readonly choices: ImportChoices;
  readonly onChange: (choices: ImportChoices) => void;
  readonly title: string;
  readonly onClose: () => void;
}

/** What was found at the left, what is made of it at the right. */
export function ImportForm({ survey, network, choices, onChange, title, onClose }: ImportFormProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const change = (part: Partial<ImportChoices>) => onChange({ ...choices, ...part });
  const canImport = survey.exampleCount > 0 && importChoicesSchema.safeParse(choices).success;
  const { start, reset } = useDataImport.getState();
  return (
    <SourceDialog
      path={survey.path}
      {...{ title, onClose }}
      size="large"
      actions={
        <>
          <span className={styles.size}>
            {t('preparedSize', { bytes: formatBytes(preparedBytes(survey, choices), language) })}
          </span>
          <Button onClick={reset}>{t('chooseOther')}</Button>
          <Button
            data-testid="start-import"
            variant="primary"
            isDisabled={!canImport}
            onClick={() => void start(choices)}
          >
            {t('import', {
              count: survey.exampleCount,
              total: formatCount(survey.exampleCount, language),
            })}
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <WantedNote />
          <SurveyNotes survey={survey} />
          {survey.classes.length === 0 ? null : <ClassBars survey={survey} />}
          <SampleImages survey={survey} />
          <SampleRows survey={survey} />
          <ProblemGroups groups={survey.problems} />
        </div>
        <form className={styles.form} onSubmit={(event) => event.preventDefault()}>
          <NameRow name={choices.name} onChange={(name) => change({ name })} />
          <FormatRows survey={survey} />
          {choices.image === null ? null : (
            <ImageRows
              survey={survey}
              network={network}
              image={choices.image}
              onChange={(image) => change({ image })}
            />
          )}
          <SplitRows survey={survey} choices={choices} onChange={change} />
        </form>
      </div>
    </SourceDialog>
  );
}
