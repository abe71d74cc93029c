import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import { showChangesSince } from '../../store/files/run-network';
import { type ResumeQuestion, useResumeQuestion } from '../../store/runs/resume-question';
import { runsStore } from '../../store/runs/runs';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { changedText, useTrainedName } from './RunIdentity';

/** Asks which network is meant, before a run continues that is of another than the canvas shows. */
export function ResumeDialog() {
  const question = useResumeQuestion((state) => state.question);
  return question === null ? null : <Question question={question} />;
}

function Question({ question }: { readonly question: ResumeQuestion }) {
  const { t } = useTranslation('training');
  const { answer } = useResumeQuestion.getState();
  const { run, layers, epochs } = question;
  const name = useTrainedName(run);
  const choose = (action: () => Promise<void>) => () => {
    answer();
    void action();
  };
  return (
    <Dialog
      isOpen
      onClose={answer}
      size="small"
      title={t('resumeQuestion', { name })}
      description={`${changedText(t, layers)} ${t('resumeQuestionText')}`}
      actions={
        <>
          <Button onClick={choose(() => showChangesSince(run.runId))} data-testid="answer-difference">
            {t('showChanges')}
          </Button>
          <Button
            onClick={choose(() => runsStore.getState().start(useDocument.getState().document))}
            data-testid="answer-changed"
          >
            {t('trainChanged')}
          </Button>
          <Button
            variant="primary"
            onClick={choose(() => runsStore.getState().resume(run.runId, epochs))}
            data-testid="answer-trained"
          >
            {t('trainAsTrained')}
          </Button>
        </>
      }
    />
  );
}
