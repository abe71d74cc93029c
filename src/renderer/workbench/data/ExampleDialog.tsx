import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sample } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { useDataBrowser } from '../../store/view/data-browser';
import { isStored } from '../../store/view/data-changes';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Probabilities } from '../results/Probabilities';
import { AugmentedDraws } from './AugmentedDraws';
import type { Browsed } from './browsed';
import { ExampleActions } from './DetailsPane';
import styles from './DetailsPane.module.css';
import { ExampleFacts } from './ExampleFacts';
import { ExamplePicture } from './ExamplePicture';
import { placeOf } from './example-name';
import { useStoredImage } from './use-example';

export interface ExampleDialogProps {
  readonly browsed: Browsed;
  readonly onRelabel: () => void;
  readonly onClose: () => void;
}

/** One example large: what the network says, what augmentation makes of it, and the way to its neighbors in the list. */
export function ExampleDialog({ browsed, onRelabel, onClose }: ExampleDialogProps) {
  const { t } = useTranslation('browser');
  const { list, index, runId } = browsed;
  const active = useDataBrowser((state) => state.active);
  const place = active === null ? -1 : list.indexOf(active);
  if (active === null || place < 0) return null;
  const go = (step: number) => {
    const next = list[place + step];
    if (next !== undefined) useDataBrowser.getState().select(next, new Set([next]));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={placeOf(browsed, active)}
      size="large"
      actions={
        <>
          <Button icon={<ArrowLeft />} isDisabled={place === 0} onClick={() => go(-1)}>
            {t('previous')}
          </Button>
          <Button icon={<ArrowRight />} isDisabled={place === list.length - 1} onClick={() => go(1)}>
            {t('next')}
          </Button>
        </>
      }
    >
      <div className={styles.large} data-testid="example-large">
        <div className={styles.column}>
          <div className={styles.largeImage}>
            <ExamplePicture browsed={browsed} example={active} />
          </div>
          {isStored(index, active) ? <AugmentedDraws browsed={browsed} example={active} /> : null}
        </div>
        <div className={styles.column}>
          <ExampleActions {...{ browsed, onRelabel }} example={active} />
          <ExampleFacts browsed={browsed} example={active} />
          {runId === null || !isStored(index, active) ? null : (
            <ModelAnswer browsed={browsed} example={active} runId={runId} />
          )}
        </div>
      </div>
    </Dialog>
  );
}

interface ModelAnswerProps {
  readonly browsed: Browsed;
  readonly example: number;
  readonly runId: string;
}

/** All classes with the probabilities that the run's network gives them. */
function ModelAnswer({ browsed, example, runId }: ModelAnswerProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const stored = useStoredImage(browsed.dataset.id, example);
  const question = useMemo(() => {
    if (stored === null) return null;
    const { pixels, height, width, channels } = stored;
    const shape: [number, number, 1 | 3] = [height, width, channels === 3 ? 3 : 1];
    const sample: Sample = { type: 'pixels', shape, pixels: Uint8Array.from(pixels), invert: 'never' };
    return { type: 'prediction', sample } as const;
  }, [stored]);
  const { answer, failure } = useLatestAnswer(runId, question);
  return (
    <section>
      <h3 className={styles.subheading}>{t('tryModel')}</h3>
      {failure === null ? null : <p className={styles.muted}>{failureText(failure, language)}</p>}
      {answer === null ? null : (
        <Probabilities
          probabilities={answer.probabilities}
          names={browsed.names}
          chosen={null}
          onChoose={() => undefined}
        />
      )}
    </section>
  );
}
