import { Images, WandSparkles } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../contract/contract';
import { datasetName } from '../../../graph-runtime/datasets/known-datasets';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import type { Language } from '../../../graph-runtime/text/text';
import { fitToDatasetFix } from '../../../graph-runtime/training-checks/fit-to-dataset';
import { networkImageFit } from '../../../graph-runtime/training-checks/image-fit';
import { i18n } from '../../messages/i18n';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDamagedDatasets, useDatasets } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { fixText } from '../../store/view/problem-text';
import { browseData } from '../../store/view/data-browser';
import { repair } from '../../store/view/problems';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { formatCount } from '../../ui/figures';
import { Select } from '../../ui/Select';
import { originalDataset } from './document-settings';
import styles from './SettingControl.module.css';
import { SettingRow } from './SettingRow';
import { useOriginalDocument } from './use-training-settings';

/** Leads to the import. No id of a data set: those have no blanks. */
const OWN_IMAGES = 'own images';

/** What the network learns from. It is part of the document. */
export function DatasetRow() {
  const { t } = useTranslation(['training', 'browser']);
  const language = useLanguage();
  const datasets = useDatasets();
  const damaged = useDamagedDatasets();
  const { id, name } = useDocument((state) => state.document.dataset);
  const chosen = datasets.find((dataset) => dataset.id === id);
  const original = useOriginalDocument();
  const before = useDocument((state) => originalDataset(state.document, original));
  const nameOf = (wanted: string) =>
    datasets.find((dataset) => dataset.id === wanted)?.name ?? datasetName(wanted);
  const choose = (wanted: string) => {
    if (wanted === OWN_IMAGES) useView.getState().openDialog('data');
    else {
      const dataset = { id: wanted, name: nameOf(wanted) };
      useDocument.getState().perform({ key: 'changeDataset' }, [{ kind: 'set-dataset', dataset }]);
    }
  };
  const installed = datasets.map((dataset) => ({ value: dataset.id, label: dataset.name }));
  const isDamaged = damaged.some((dataset) => dataset.id === id);
  const missing = { value: id, label: t('datasetMissing', { name: name ?? datasetName(id) }) };
  const options = [
    ...(chosen === undefined && datasets.length > 0 && !isDamaged ? [missing] : []),
    ...installed,
    ...damaged.map((dataset) => ({
      value: dataset.id,
      label: t('datasetDamaged', { name: dataset.name }),
      isDisabled: true,
    })),
    { value: OWN_IMAGES, label: t('ownImages') },
  ];
  const fit = useAnalysis((analysis) =>
    chosen === undefined ? null : fitText(analysis, chosen.exampleShape),
  );
  const help = chosen === undefined ? undefined : `${sizeHelp(chosen, language)} ${fit ?? ''}`.trim();
  return (
    <>
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
      {chosen === undefined ? null : (
        <div className={styles.offers}>
          <Button size="small" icon={<Images />} onClick={() => browseData(chosen.id)}>
            {t('browser:lookAt')}
          </Button>
          {before === null && chosen.isShipped ? null : <FitNetwork dataset={chosen} />}
        </div>
      )}
    </>
  );
}

/** Brings the network to a data set that it was not made for, where one edit can. */
function FitNetwork({ dataset }: { readonly dataset: DatasetSummary }) {
  const language = useLanguage();
  const analysis = useAnalysis((state) => state);
  const fix = useMemo(() => fitToDatasetFix(analysis, dataset), [analysis, dataset]);
  if (fix === null) return null;
  return (
    <Button size="small" icon={<WandSparkles />} data-testid="fit-network" onClick={() => repair(fix)}>
      {fixText(fix, language)}
    </Button>
  );
}

/** How many examples there are, and of what size. */
function sizeHelp(dataset: DatasetSummary, language: Language): string {
  const { exampleShape, trainCount, validationCount, testCount } = dataset;
  const what = exampleShape.length === 3 ? 'dataset' : 'table';
  const key = validationCount === 0 ? (`${what}Help` as const) : (`${what}HelpWithValidation` as const);
  return i18n.t(`training:${key}`, {
    train: formatCount(trainCount, language),
    validation: formatCount(validationCount, language),
    test: formatCount(testCount, language),
    shape: sizeText(exampleShape),
  });
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
