import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, type ImportChoices } from '../../../contract/data-import';
import type { DataSurvey } from '../../../contract/data-survey';
import { failureText } from '../../../contract/failures';
import { suggestedChoices } from '../../../contract/suggested-choices';
import { useLanguage } from '../../messages/useLanguage';
import { useDataImport, useShownImport, useShownSurvey } from '../../store/files/data-import';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { ChooseSource } from './ChooseSource';
import { ImportForm } from './ImportForm';
import { ImportJob } from './ImportJob';
import { PreparedFound } from './PreparedFound';
import { SourceDialog } from './SourceDialog';
import { SurveyProgress } from './SurveyProgress';
import { useNetworkImage } from './use-network-image';

/** From a folder, an archive or a file of the user's to a data set: choose, look, decide, import. */
export function ImportDialog() {
  const { t } = useTranslation('data');
  const isOpen = useView((state) => state.dialog === 'data');
  const close = () => {
    useView.getState().openDialog(null);
    useDataImport.getState().reset();
  };
  if (!isOpen) return null;
  return <OpenDialog title={t('title')} onClose={close} />;
}

function OpenDialog({ title, onClose }: { readonly title: string; readonly onClose: () => void }) {
  const path = useDataImport((state) => state.path);
  const importJob = useShownImport();
  const survey = useShownSurvey();
  if (importJob !== null) return <ImportJob job={importJob} title={title} onClose={onClose} />;
  if (path === null) return <ChooseSource title={title} onClose={onClose} />;
  if (survey?.state.type === 'surveyed')
    // Another survey, with other answers, starts with its own choices.
    return <Survey key={survey.jobId} survey={survey.state.survey} title={title} onClose={onClose} />;
  if (survey?.state.type === 'prepared')
    return <PreparedFound dataset={survey.state.dataset} path={path} title={title} onClose={onClose} />;
  if (survey !== null && hasEnded(survey.state))
    return <SurveyFailed path={path} title={title} onClose={onClose} />;
  return <SurveyProgress path={path} state={survey?.state ?? null} title={title} onClose={onClose} />;
}

interface SurveyProps {
  readonly survey: DataSurvey;
  readonly title: string;
  readonly onClose: () => void;
}

function Survey({ survey, title, onClose }: SurveyProps) {
  const network = useNetworkImage();
  const wanted = useDataImport((state) => state.wanted);
  const [choices, setChoices] = useState<ImportChoices>(() => {
    const suggested = suggestedChoices(survey, network);
    // The name is part of what the network knows it by.
    return wanted === null ? suggested : { ...suggested, name: wanted.name };
  });
  return (
    <ImportForm
      survey={survey}
      network={network}
      choices={choices}
      onChange={setChoices}
      title={title}
      onClose={onClose}
    />
  );
}

interface SurveyFailedProps {
  readonly path: string;
  readonly title: string;
  readonly onClose: () => void;
}

/** What kept the folder or file from being surveyed, with a way to another one. */
function SurveyFailed({ path, title, onClose }: SurveyFailedProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const survey = useShownSurvey();
  const failure = survey?.state.type === 'failed' ? survey.state.failure : null;
  return (
    <SourceDialog
      path={path}
      {...{ title, onClose }}
      actions={
        <Button variant="primary" onClick={() => useDataImport.getState().reset()}>
          {t('chooseOther')}
        </Button>
      }
    >
      <Banner tone="danger" title={t('surveyFailed')}>
        {failure === null ? t('surveyCanceled') : failureText(failure, language)}
      </Banner>
    </SourceDialog>
  );
}
