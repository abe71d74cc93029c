import { useTranslation } from 'react-i18next';
import { usePercentText } from '../../ui/use-percent-text';
import { AugmentationList } from './AugmentationList';
import { AugmentationPreview } from './AugmentationPreview';
import { NormalizationRows } from './NormalizationRows';
import { OptionalRow } from './OptionalRow';
import { countOptional } from './optional-settings';
import { SettingsPart } from './SettingsPart';
import styles from './SettingsSection.module.css';
import type { TrainingSettingsEditor } from './use-training-settings';

/** What happens to the data before the network sees it. */
export function DataPart({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const percent = usePercentText();
  const { settings, original } = editor;
  const { validationShare, augmentation = [], normalization } = settings;
  const summary = [
    validationShare === undefined ? null : t('validationSummary', { share: percent(validationShare) }),
    augmentation.length === 0 ? null : t('augmentationSummary', { count: augmentation.length }),
    normalization === undefined ? null : t('normalized'),
  ].filter((part) => part !== null);
  return (
    <SettingsPart
      id="data"
      title={t('dataPart')}
      summary={summary.length === 0 ? t('dataAsItIs') : summary.join(' · ')}
      changes={countOptional(['validationShare', 'augmentation', 'normalization'], settings, original)}
    >
      <div className={styles.fields}>
        <OptionalRow
          label={t('validationShare')}
          setting="validationShare"
          value={validationShare}
          original={original.validationShare}
          first={0.1}
          minimum={0.01}
          maximum={0.5}
          step={0.01}
          help={t('validationHelp')}
          offText={t('off')}
          onChange={(value, isGesture) =>
            editor.change({ validationShare: value }, isGesture ? 'training.validationShare' : undefined)
          }
          onCommit={editor.endGesture}
        />
        <NormalizationRows editor={editor} />
        <AugmentationList editor={editor} />
        {augmentation.length === 0 ? null : <AugmentationPreview settings={settings} />}
      </div>
    </SettingsPart>
  );
}
