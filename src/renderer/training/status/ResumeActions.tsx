import { Brush, FastForward, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isTable } from '../../store/document/datasets';
import { requestResume } from '../../store/runs/resume-question';
import type { RunRecord } from '../../store/runs/runs-record';
import { useSavedRun } from '../../store/runs/saved-runs';
import { useSubjectDataset } from '../../store/runs/subject';
import { tryImage } from '../../store/view/results-view';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import styles from './RunHeader.module.css';

/** Resumes an ended run where it was; nothing when it cannot be. */
export function ResumeButton({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('training');
  const kept = useSavedRun(run.runId);
  const isResumable = kept === null ? run.hasWeights || run.phase === 'interrupted' : kept.isResumable;
  if (!isResumable) return null;
  return (
    <Button icon={<RotateCw />} onClick={() => void requestResume(run)} data-testid="resume-training">
      {t('resume')}
    </Button>
  );
}

/** Trains a finished run for some more epochs. */
export function TrainFurther({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('training');
  const kept = useSavedRun(run.runId);
  const [more, setMore] = useState(5);
  if (kept?.hasWeights !== true) return null;
  const epochs = (run.epochs.last?.epoch ?? 0) + more;
  return (
    <div className={styles.further}>
      <Button
        icon={<FastForward />}
        onClick={() => void requestResume(run, epochs)}
        data-testid="train-further"
      >
        {t('trainFurther')}
      </Button>
      <span className={styles.more}>
        <NumberField
          aria-label={t('furtherEpochs')}
          value={more}
          minimum={1}
          maximum={10_000}
          isWhole
          unit={t('epochUnit')}
          onValueChange={(value) => setMore(Math.max(1, Math.round(value)))}
        />
      </span>
    </div>
  );
}

/** The way to what a trained network is for: an image of one's own. */
export function TryImageButton({ run }: { readonly run: RunRecord }) {
  const { t } = useTranslation('training');
  const dataset = useSubjectDataset(run.runId);
  if (!run.hasWeights || isTable(dataset)) return null;
  return (
    <Button icon={<Brush />} onClick={() => tryImage(run.runId)} data-testid="try-image-of-own">
      {t('tryImage')}
    </Button>
  );
}
