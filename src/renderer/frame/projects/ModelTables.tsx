import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkImportReport } from '../../../graph-runtime/exchange/import/network/import-report';
import { foldingTexts, placeholderTexts } from '../../../graph-runtime/exchange/import/network/report-texts';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { Banner } from '../../ui/Banner';
import { formatWhole } from '../../ui/format-number';
import { scrollRegion } from '../../ui/scroll-region';
import styles from './WeightsDialog.module.css';

interface OfReport {
  readonly report: NetworkImportReport;
}

/** What has no layer, with all that the file says of it. */
export function PlaceholderTable({ report }: OfReport) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const { placeholders } = report;
  if (placeholders.length === 0) return null;
  const title = t('model.placeholders', { count: formatWhole(placeholders.length, language) });
  return (
    <>
      <Banner tone="warning">{t('model.placeholdersHelp')}</Banner>
      <Table
        title={title}
        columns={[t('model.node'), t('model.operation'), t('model.reason'), t('model.attributes')]}
        rows={placeholders.map(({ node, operation, reason, detail, attributes, isShapeKnown }) => ({
          key: node,
          cells: [
            <code key="node">{node}</code>,
            <code key="operation">{operation}</code>,
            <div key="reason" className={styles.reason}>
              <span>
                {placeholderTexts[reason][language]} <code>{detail}</code>
              </span>
              {isShapeKnown ? null : <span>{t('model.shapeTaken')}</span>}
            </div>,
            <code key="attributes">{attributes}</code>,
          ],
        }))}
      />
    </>
  );
}

export function MappedTable({ report }: OfReport) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  return (
    <Table
      title={t('model.mapped')}
      columns={[t('model.operation'), t('model.layer'), t('model.count')]}
      rows={report.mapped.map(({ operation, layer, count }) => ({
        key: `${operation} ${layer}`,
        cells: [
          <code key="operation">{operation}</code>,
          getLayer(layer)?.label[language] ?? layer,
          formatWhole(count, language),
        ],
      }))}
    />
  );
}

export function FoldedTable({ report }: OfReport) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  if (report.folded.length === 0) return null;
  return (
    <Table
      title={t('model.folded')}
      columns={[t('model.operation'), t('model.count'), t('model.reason')]}
      rows={report.folded.map(({ operation, reason, names }) => ({
        key: `${operation} ${reason}`,
        cells: [
          <code key="operation">{operation}</code>,
          formatWhole(names.length, language),
          foldingTexts[reason][language],
        ],
      }))}
    />
  );
}

export function WeightTable({ report }: OfReport) {
  const { t } = useTranslation('projects');
  return (
    <Table
      title={t('model.pairs')}
      columns={[t('weights.weight'), t('weights.tensor'), t('weights.shape')]}
      rows={[
        ...report.leftOver.map(({ name, shape }) => ({
          key: `– ${name}`,
          cells: [t('model.notUsed'), <code key="tensor">{name}</code>, formatShape(shape)],
        })),
        ...report.weights.map(({ name, from, shape }) => ({
          key: name,
          cells: [<code key="weight">{name}</code>, <code key="tensor">{from}</code>, formatShape(shape)],
        })),
      ]}
    />
  );
}

interface TableProps {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

function Table({ title, columns, rows }: TableProps): ReactNode {
  return (
    <details className={styles.details}>
      <summary>{title}</summary>
      <section className={styles.scroll} {...scrollRegion(title)}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }) => (
              <tr key={key}>
                {cells.map((cell, at) => (
                  <td key={columns[at]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
