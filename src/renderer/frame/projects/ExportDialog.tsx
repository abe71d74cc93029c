import { FileOutput } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetDescription } from '../../../graph-runtime/datasets/target-description';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { exportProblems } from '../../../graph-runtime/exchange/export/export-problems';
import type { ExportFormat } from '../../../graph-runtime/exchange/export/format';
import { networkToExport } from '../../../graph-runtime/exchange/export/network-to-export';
import {
  EXPORT_FORMAT_IDS,
  type ExportFormatId,
  exportFormats,
} from '../../../graph-runtime/exchange/export/registry';
import { ProblemCard } from '../../editor/problems/ProblemCard';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { showFailure, showSaved } from '../../store/bridge/show-reply';
import { analysisOf } from '../../store/document/analysis';
import { useDatasetOf } from '../../store/document/datasets';
import { goToProblem } from '../../store/view/problems';
import { useView } from '../../store/view/view';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { Spinner } from '../../ui/Spinner';
import styles from './ExportDialog.module.css';
import { SourcePreview } from './SourcePreview';
import { UNTRAINED, useExportWeights } from './use-export-weights';

/** Exports the network, with the weights of a run or as training would begin; what is not possible is said before. */
export function ExportDialog() {
  const dialog = useView((state) => state.dialog);
  const format = EXPORT_FORMAT_IDS.find((id) => dialog === `export-${id}`);
  return format === undefined ? null : <OpenDialog format={format} />;
}

function OpenDialog({ format }: { readonly format: ExportFormatId }) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const { label, summary } = exportFormats[format];
  const { options, choice, choose, document } = useExportWeights();
  const [isSaving, setSaving] = useState(false);
  const target = useDatasetOf(document?.dataset.id ?? '')?.target;
  const isTrained = choice !== UNTRAINED;
  const isReady =
    document !== null && exportProblems(analysisOf(document), exportFormats[format]).length === 0;
  const sources = useMemo(
    () => (isReady && document !== null ? sourcesOf(document, exportFormats[format], target) : {}),
    [isReady, document, format, target],
  );
  const hasSources = Object.keys(sources).length > 0;
  const close = () => {
    if (isSaving) void request('network:stop-export', undefined);
    useView.getState().openDialog(null);
  };
  const save = async () => {
    if (document === null) return;
    setSaving(true);
    const runId = isTrained ? choice : null;
    const reply = await request('network:export', { document, runId, format });
    setSaving(false);
    if (!reply.ok) return showFailure(reply.error);
    if (reply.value === null) return;
    showSaved(reply.value.filePath);
    useView.getState().openDialog(null);
  };
  return (
    <Dialog
      isOpen
      size={hasSources ? 'large' : 'medium'}
      onClose={close}
      title={t('export.title', { format: label[language] })}
      description={summary[language]}
      actions={
        <>
          {isSaving ? <Button onClick={close}>{t('export.stop')}</Button> : null}
          <Button
            variant="primary"
            icon={isSaving ? <Spinner /> : <FileOutput />}
            isDisabled={!isReady || isSaving}
            onClick={() => void save()}
          >
            {t(isSaving ? 'export.saving' : 'export.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Field
          label={t('export.weights')}
          help={t(isTrained ? 'export.trainedHelp' : 'export.untrainedHelp')}
        >
          <Select
            aria-label={t('export.weights')}
            value={choice}
            options={options}
            isDisabled={isSaving}
            onValueChange={choose}
          />
        </Field>
        {document === null ? (
          <p className={styles.loading}>
            <Spinner /> {t('export.loading')}
          </p>
        ) : (
          <Findings {...{ document, target }} format={exportFormats[format]} isOpenNetwork={!isTrained} />
        )}
        {hasSources ? <SourcePreview files={sources} /> : null}
      </div>
    </Dialog>
  );
}

function sourcesOf(
  document: NetloomDocument,
  format: ExportFormat,
  target: TargetDescription | undefined,
): Readonly<Record<string, string>> {
  return format.preview(networkToExport(analysisOf(document), format.parts), target);
}

interface FindingsProps {
  readonly document: NetloomDocument;
  /** What the labels of its data set are; undefined: not known, or not here. */
  readonly target: TargetDescription | undefined;
  readonly format: ExportFormat;
  /** Its nodes are on the canvas. */
  readonly isOpenNetwork: boolean;
}

/** What is not possible, at its nodes; what is left out. */
function Findings({ document, target, format, isOpenNetwork }: FindingsProps) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const analysis = analysisOf(document);
  const problems = exportProblems(analysis, format);
  if (problems.length === 0) {
    const network = networkToExport(analysis, format.parts);
    const { leftOut } = network;
    const notes = [
      ...(leftOut.length === 0 ? [] : [t('export.leftOut', { names: leftOut.join(', ') })]),
      ...format.remarks(network, target).map((text) => text[language]),
    ];
    return notes.map((note) => (
      <Banner key={note} tone="info">
        {note}
      </Banner>
    ));
  }
  return (
    <section className={styles.problems} aria-label={t('export.problems')}>
      <h3 className={styles.heading}>{t('export.problems')}</h3>
      {problems.map((problem) => (
        <ProblemCard
          key={`${problem.code} ${problem.path} ${problem.port ?? ''}`}
          problem={problem}
          {...(isOpenNetwork && {
            onGo: (path: string) => {
              useView.getState().openDialog(null);
              goToProblem(problem, path);
            },
          })}
        />
      ))}
    </section>
  );
}
