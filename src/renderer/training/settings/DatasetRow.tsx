import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/datasets';
import { useDocument } from '../../store/document';
import { Select } from '../../ui/Select';
import { formatCount } from '../figures';
import { SettingRow } from './SettingRow';

/** What the network learns from. It is part of the document. */
export function DatasetRow() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const datasets = useDatasets();
  const id = useDocument((state) => state.document.dataset.id);
  const chosen = datasets.find((dataset) => dataset.id === id);
  const options = datasets.map((dataset) => ({ value: dataset.id, label: dataset.name }));
  const help =
    chosen === undefined
      ? undefined
      : t('datasetHelp', {
          train: formatCount(chosen.trainCount, language),
          test: formatCount(chosen.testCount, language),
          // No line ends within a shape.
          shape: chosen.imageShape.join('\u00a0×\u00a0'),
        });
  return (
    <SettingRow
      label={t('datasetSetting')}
      originalText={null}
      onReset={() => undefined}
      {...(help === undefined ? {} : { help })}
    >
      <Select
        aria-label={t('datasetSetting')}
        value={id}
        options={chosen === undefined ? [{ value: id, label: id }, ...options] : options}
        onValueChange={(value) =>
          useDocument
            .getState()
            .perform({ key: 'changeDataset' }, [{ kind: 'set-dataset', dataset: { id: value } }])
        }
      />
    </SettingRow>
  );
}
