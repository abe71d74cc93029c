import { useTranslation } from 'react-i18next';
import { kernelInitializerParameter } from '../../../graph-runtime/layers/initializer';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { Select } from '../../ui/Select';
import { originalInitializer } from './document-settings';
import { commonInitializer, initializerEdits } from './initializer-edits';
import { SettingRow } from './SettingRow';
import { useOriginalDocument } from './use-training-settings';

/** How all weights start, in one place; each layer has the same choice in its inspector. */
export function InitializerRow() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const value = useDocument((state) => commonInitializer(state.document));
  const original = useOriginalDocument();
  const before = useDocument((state) => originalInitializer(state.document, original));
  if (value === undefined || kernelInitializerParameter.kind !== 'choice') return null;
  const { choices } = kernelInitializerParameter;
  const label = t('initializerSetting');
  const nameOf = (initializer: string) =>
    choices.find((choice) => choice.value === initializer)?.label[language] ?? initializer;
  const choose = (initializer: string) => {
    const { document, perform } = useDocument.getState();
    perform({ key: 'changeInitializers' }, initializerEdits(document, initializer));
  };
  return (
    <SettingRow
      label={label}
      setting="initializer"
      originalText={before === null ? null : nameOf(before)}
      onReset={() => {
        if (before !== null) choose(before);
      }}
    >
      <Select
        aria-label={label}
        value={value}
        placeholder={t('initializersDiffer')}
        options={choices.map((choice) => ({ value: choice.value, label: choice.label[language] }))}
        onValueChange={choose}
      />
    </SettingRow>
  );
}
