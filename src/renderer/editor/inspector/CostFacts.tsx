import { useTranslation } from 'react-i18next';
import type { Cost } from '../../../graph-runtime/infer/analysis';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { Fact } from '../../ui/Facts';
import { formatWhole } from '../../ui/format-number';

/** What a layer, a block or the whole network costs: `Fact`s. */
export function CostFacts({ cost }: { readonly cost: Cost }) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  return (
    <>
      <Fact label={t('trainable')}>{formatWhole(cost.trainableParameters, language)}</Fact>
      {cost.frozenParameters === 0 ? null : (
        <Fact label={t('frozen')}>{formatWhole(cost.frozenParameters, language)}</Fact>
      )}
      {cost.otherParameters === 0 ? null : (
        <Fact label={t('other')}>{formatWhole(cost.otherParameters, language)}</Fact>
      )}
      <Fact label={t('multiplyAccumulates')}>{formatWhole(cost.multiplyAccumulates, language)}</Fact>
      <Fact label={t('activationMemory')}>
        {t('perExample', { value: formatBytes(cost.activationBytes, language) })}
      </Fact>
    </>
  );
}
