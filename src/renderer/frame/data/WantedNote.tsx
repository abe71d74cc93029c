import { useTranslation } from 'react-i18next';
import { useDataImport } from '../../store/files/data-import';
import { Banner } from '../../ui/Banner';

/** While a data set is looked for that a network names: what it takes for an import to become that one again. */
export function WantedNote() {
  const { t } = useTranslation('data');
  const wanted = useDataImport((state) => state.wanted);
  if (wanted === null) return null;
  return (
    <Banner tone="info" title={t('wanted', { name: wanted.name })}>
      {t('wantedText')}
    </Banner>
  );
}
