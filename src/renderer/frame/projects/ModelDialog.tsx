import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedNetworkFile } from '../../../contract/network-import';
import type { NetworkImportReport } from '../../../graph-runtime/exchange/import/network/import-report';
import {
  normalizationLabel,
  normalizationNames,
} from '../../../graph-runtime/exchange/import/known-normalizations';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { openModel, useModelImport } from '../../store/files/model-import';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { formatWhole } from '../../ui/format-number';
import { Select } from '../../ui/Select';
import { FoldedTable, MappedTable, PlaceholderTable, WeightTable } from './ModelTables';
import styles from './WeightsDialog.module.css';

const AS_IN_FILE = 'file';

/** The report on an imported model file, before its network is opened. */
export function ModelDialog() {
  const isOpen = useView((state) => state.dialog === 'model');
  const read = useModelImport((state) => state.read);
  return isOpen && read !== null ? <OpenDialog model={read} /> : null;
}

function OpenDialog({ model }: { readonly model: ImportedNetworkFile }) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const { report } = model.network;
  const [normalization, setNormalization] = useState(AS_IN_FILE);
  const close = () => {
    useView.getState().openDialog(null);
    useModelImport.setState({ read: null });
  };
  const open = () => {
    close();
    void openModel(model, normalization === AS_IN_FILE ? null : normalization);
  };
  const isKnown = report.normalization === 'from-file';
  return (
    <Dialog
      isOpen
      size="wide"
      onClose={close}
      title={t('model.title', { name: model.file })}
      description={aboutText(report, t)}
      actions={
        <>
          <Button onClick={close}>{t('model.cancel')}</Button>
          <Button variant="primary" onClick={open} data-testid="open-model">
            {t('model.open')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Summary model={model} />
        <PlaceholderTable report={report} />
        <Field
          label={t('model.normalization')}
          help={t(isKnown ? 'model.normalizationKnown' : 'model.normalizationHelp')}
        >
          <Select
            aria-label={t('model.normalization')}
            value={normalization}
            options={[
              {
                value: AS_IN_FILE,
                label: isKnown ? t('model.fromFile') : normalizationLabel('none')[language],
              },
              ...normalizationNames
                .filter((name) => isKnown || name !== 'none')
                .map((name) => ({ value: name, label: normalizationLabel(name)[language] })),
            ]}
            onValueChange={setNormalization}
          />
        </Field>
        <MappedTable report={report} />
        <FoldedTable report={report} />
        <WeightTable report={report} />
      </div>
    </Dialog>
  );
}

const FORMATS: Readonly<Record<string, string>> = {
  ...{ onnx: 'ONNX', keras: 'Keras', 'keras-h5': 'Keras (HDF5)', tfjs: 'TensorFlow.js' },
};

function aboutText(
  { format, producer }: NetworkImportReport,
  t: ReturnType<typeof useTranslation<'projects'>>['t'],
): string {
  const known = FORMATS[format] ?? format;
  return producer === '' ? known : t('model.about', { format: known, producer });
}

/** Counts first: most people want to know whether all came in. */
function Summary({ model: { network } }: { readonly model: ImportedNetworkFile }) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const { report, document } = network;
  const whole = (count: number) => formatWhole(count, language);
  const added = report.added.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul className={styles.summary} data-testid="model-summary">
      <li>{t('model.operations', { count: report.nodes, layers: whole(document.nodes.length) })}</li>
      <li>{t('model.weights', { count: report.weights.length })}</li>
      {added === 0 ? null : <li>{t('model.added', { count: added })}</li>}
      {report.leftOver.length === 0 ? null : (
        <li>{t('model.leftOver', { count: report.leftOver.length })}</li>
      )}
      {report.blocks.length === 0 ? null : <li>{t('model.blocks', { count: report.blocks.length })}</li>}
      {report.assumed.map(({ input, shape }) => (
        <li key={input}>{t('model.assumed', { input, shape: formatShape(shape) })}</li>
      ))}
    </ul>
  );
}
