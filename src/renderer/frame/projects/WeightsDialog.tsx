import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedWeights, WeightImportReport } from '../../../contract/weight-import';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { PROJECT_FAMILY } from '../../../graph-runtime/exchange/import/family';
import {
  normalizationLabel,
  normalizationNames,
  usualNormalization,
} from '../../../graph-runtime/exchange/import/known-normalizations';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { beginWithWeights, useWeightImport } from '../../store/files/weight-import';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { scrollRegion } from '../../ui/scroll-region';
import { NormalizedSample } from './NormalizedSample';
import styles from './WeightsDialog.module.css';

/** The settings stay as they are. */
const UNCHANGED = 'unchanged';

/** What of a file of weights goes where, and how the images were normalized that they were learned with. */
export function WeightsDialog() {
  const isOpen = useView((state) => state.dialog === 'weights');
  const read = useWeightImport((state) => state.read);
  if (!isOpen || read === null) return null;
  return <OpenDialog weights={read.weights} readFor={read.document} />;
}

interface OpenDialogProps {
  readonly weights: ImportedWeights;
  readonly readFor: NetloomDocument;
}

function OpenDialog({ weights, readFor }: OpenDialogProps) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const { report, file } = weights;
  const [normalization, setNormalization] = useState(() => usualNormalization(report.family) ?? UNCHANGED);
  // The network may have become another one meanwhile.
  const isSame = useDocument((state) => state.document === readFor);
  const close = () => {
    useView.getState().openDialog(null);
    useWeightImport.setState({ read: null });
  };
  const use = () => {
    beginWithWeights(weights, normalization === UNCHANGED ? null : normalization);
    close();
  };
  return (
    <Dialog
      isOpen
      size="wide"
      onClose={close}
      title={t('weights.title', { name: file })}
      description={familyText(report, t)}
      actions={
        <>
          <Button onClick={close}>{t('weights.cancel')}</Button>
          <Button variant="primary" isDisabled={!isSame} onClick={use} data-testid="use-weights">
            {t('weights.use')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {isSame ? null : <Banner tone="warning">{t('weights.changed')}</Banner>}
        <Summary report={report} />
        <Field label={t('weights.normalization')} help={t('weights.normalizationHelp')}>
          <Select
            aria-label={t('weights.normalization')}
            value={normalization}
            options={[
              { value: UNCHANGED, label: t('weights.unchanged') },
              ...normalizationNames.map((name) => ({
                value: name,
                label: normalizationLabel(name)[language],
              })),
            ]}
            onValueChange={setNormalization}
          />
        </Field>
        <NormalizedSample name={normalization === UNCHANGED ? null : normalization} />
        <Pairs report={report} />
      </div>
    </Dialog>
  );
}

type Translate = ReturnType<typeof useTranslation<'projects'>>['t'];

function familyText({ format, family, prefix }: WeightImportReport, t: Translate): string {
  const known = format === 'netloom' ? t('weights.own') : namesOf(family, t);
  return prefix === '' ? known : t('weights.withPrefix', { known, prefix });
}

function namesOf(family: string, t: Translate): string {
  if (family === PROJECT_FAMILY) return t('weights.project');
  if (family === 'by-order') return t('weights.byOrder');
  return family === 'own-names' ? t('weights.ownNames') : t('weights.namesOf', { family });
}

/** Counts first: most people want to know whether all fits. */
function Summary({ report }: { readonly report: WeightImportReport }) {
  const { t } = useTranslation('projects');
  const { mapped, missing, leftOver, padded, movedStrides, adjusted } = report;
  return (
    <ul className={styles.summary} data-testid="weights-summary">
      <li>{t('weights.taken', { count: mapped.length })}</li>
      {missing.length === 0 ? null : <li>{t('weights.missing', { count: missing.length })}</li>}
      {leftOver.length === 0 ? null : <li>{t('weights.leftOver', { count: leftOver.length })}</li>}
      {padded === 0 ? null : <li>{t('weights.padded', { count: padded })}</li>}
      {movedStrides === 0 ? null : <li>{t('weights.movedStrides')}</li>}
      {adjusted === 0 ? null : <li>{t('weights.adjusted', { count: adjusted, family: report.family })}</li>}
    </ul>
  );
}

/** Every weight and every tensor, once. */
function Pairs({ report }: { readonly report: WeightImportReport }) {
  const { t } = useTranslation('projects');
  const rows = [
    ...report.missing.map(({ name, shape, found }) => ({
      ...{ name, from: found === null ? '–' : formatShape(found), shape },
      what: t('weights.kinds.missing'),
    })),
    ...report.leftOver.map(({ name, shape }) => ({
      name: '–',
      from: name,
      shape,
      what: t('weights.kinds.leftOver'),
    })),
    ...report.mapped.map(({ name, from, shape, kind }) => ({
      name,
      from,
      shape,
      what: t(`weights.kinds.${kind}`),
    })),
  ];
  return (
    <details className={styles.details}>
      <summary>{t('weights.pairs')}</summary>
      <section className={styles.scroll} {...scrollRegion(t('weights.pairs'))}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('weights.weight')}</th>
              <th scope="col">{t('weights.tensor')}</th>
              <th scope="col">{t('weights.shape')}</th>
              <th scope="col">{t('weights.order')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, from, shape, what }) => (
              <tr key={`${name} ${from}`}>
                <td>
                  <code>{name}</code>
                </td>
                <td>
                  <code>{from}</code>
                </td>
                <td>{formatShape(shape)}</td>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
