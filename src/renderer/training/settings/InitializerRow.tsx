import { useTranslation } from 'react-i18next';
import { kernelInitializerParameter } from '../../../graph-runtime/layers/initializer';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document';
import { Select } from '../../ui/Select';
import { commonInitializer, initializerEdits } from './initializer-edits';
import { SettingRow } from './SettingRow';

/** How all weights start, in one place; each layer has the same choice in its inspector. */
export function InitializerRow() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const value = useDocument((state) => commonInitializer(state.document));
  if (value === undefined || kernelInitializerParameter.kind !== 'choice') return null;
  const label = t('initializerSetting');
  return (
    <SettingRow label={label} originalText={null} onReset={() => undefined}>
      <Select
        aria-label={label}
        value={value}
        placeholder={t('initializersDiffer')}
        options={kernelInitializerParameter.choices.map((choice) => ({
          value: choice.value,
          label: choice.label[language],
        }))}
        onValueChange={(initializer) => {
          const { document, perform } = useDocument.getState();
          perform(
            { key: 'setParameter', values: { parameter: label } },
            initializerEdits(document, initializer),
          );
        }}
      />
    </SettingRow>
  );
}
