import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../contract/contract';
import { perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import { useLanguage } from '../../messages/useLanguage';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/figures';
import { useTrainingSettings } from '../settings/use-training-settings';
import styles from './RunHeader.module.css';

/** Where memory ran out, the batch size that is said to fit, to be taken with one click; undone like every other edit. */
export function BatchOffer({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const { settings, change } = useTrainingSettings();
  const { batchSize: offered } = failure.values;
  if (typeof offered !== 'number' || offered < 1) return null;
  const size = formatCount(offered, language);
  const present = perStepBatch(settings);
  if (present <= offered) {
    return (
      <p className={styles.taken} role="status">
        <Check aria-hidden="true" /> {t('offerTaken', { size: formatCount(present, language) })}
      </p>
    );
  }
  return (
    <p className={styles.offers}>
      <Button size="small" onClick={() => change({ batchSize: offered })} data-testid="use-batch-size">
        {t('useBatchSize', { size })}
      </Button>
      <Button
        size="small"
        onClick={() => change({ microBatchSize: offered })}
        data-testid="use-micro-batches"
      >
        {t('useMicroBatches', { size })}
      </Button>
    </p>
  );
}
