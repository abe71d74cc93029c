import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDataBrowser } from '../../store/view/data-browser';
import { isStored } from '../../store/view/data-changes';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { AugmentedDraws } from './AugmentedDraws';
import type { Browsed } from './browsed';
import { ExampleActions } from './DetailsPane';
import styles from './DetailsPane.module.css';
import { ExampleFacts } from './ExampleFacts';
import { ExamplePicture } from './ExamplePicture';
import { placeOf } from './example-name';
import { ModelAnswer } from './ModelAnswer';

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
