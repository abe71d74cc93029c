import { useTranslation } from 'react-i18next';
import type { Cost } from '../../../graph-runtime/infer/analysis';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { formatWhole } from '../../ui/format-number';

/** What a layer, a block or the whole network costs: entries of a description list. */
export function CostFacts({ cost }: { readonly cost: Cost }) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  return (
    <>
      <dt>{t('trainable')}</dt>
      <dd>{formatWhole(cost.trainableParameters, language)}</dd>
      {cost.otherParameters === 0 ? null : (
        <>
          <dt>{t('other')}</dt>
          <dd>{formatWhole(cost.otherParameters, language)}</dd>
        </>
      )}
      <dt>{t('multiplyAccumulates')}</dt>
      <dd>{formatWhole(cost.multiplyAccumulates, language)}</dd>
      <dt>{t('activationMemory')}</dt>
      <dd>{t('perExample', { value: formatBytes(cost.activationBytes, language) })}</dd>
    </>
  );
}
