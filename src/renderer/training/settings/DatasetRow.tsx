import { useTranslation } from 'react-i18next';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { networkImageFit } from '../../../graph-runtime/training-checks/image-fit';
import { i18n } from '../../messages/i18n';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDatasets } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { formatCount } from '../../ui/figures';
import { Select } from '../../ui/Select';
import { originalDataset } from './document-settings';
import { SettingRow } from './SettingRow';
import { useOriginalDocument } from './use-training-settings';

/** No id of a data set: those have no blanks. */
const OWN_IMAGES = 'own images';

/** What the network learns from. It is part of the document. */
export function DatasetRow() {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const datasets = useDatasets();
  const id = useDocument((state) => state.document.dataset.id);
  const chosen = datasets.find((dataset) => dataset.id === id);
  const original = useOriginalDocument();
  const before = useDocument((state) => originalDataset(state.document, original));
  const nameOf = (wanted: string) =>
    datasets.find((dataset) => dataset.id === wanted)?.name ?? datasetName(wanted);
  const choose = (wanted: string) =>
    useDocument
      .getState()
      .perform({ key: 'changeDataset' }, [{ kind: 'set-dataset', dataset: { id: wanted } }]);
  const installed = datasets.map((dataset) => ({ value: dataset.id, label: dataset.name }));
  const missing = { value: id, label: t('datasetMissing', { name: datasetName(id) }) };
  const options = [
    ...(chosen === undefined && datasets.length > 0 ? [missing] : []),
    ...installed,
    { value: OWN_IMAGES, label: t('ownImages'), isDisabled: true },
  ];
  const fit = useAnalysis((analysis) =>
    chosen === undefined ? null : fitText(analysis, chosen.exampleShape),
  );
  const help =
    chosen === undefined
      ? undefined
      : [
          t('datasetHelp', {
            train: formatCount(chosen.trainCount, language),
            test: formatCount(chosen.testCount, language),
            shape: sizeText(chosen.exampleShape),
          }),
          fit ?? '',
        ]
          .join(' ')
          .trim();
  return (
    <SettingRow
      label={t('datasetSetting')}
      setting="dataset"
      originalText={before === null ? null : nameOf(before)}
      onReset={() => {
        if (before !== null) choose(before);
      }}
      {...(help === undefined ? {} : { help })}
    >
      <Select aria-label={t('datasetSetting')} value={id} options={options} onValueChange={choose} />
    </SettingRow>
  );
}

/** No line ends within a shape. */
function sizeText(size: readonly number[]): string {
  return size.join('\u00a0×\u00a0');
}

/** That the images are made larger or smaller for the network; null where they are not. */
function fitText(analysis: NetworkAnalysis, stored: readonly number[]): string | null {
  const fit = networkImageFit(analysis, stored);
  if (fit === null) return null;
  return i18n.t(`inspector:${fit.kind}`, { from: sizeText(fit.stored), to: sizeText(fit.wanted) });
}
