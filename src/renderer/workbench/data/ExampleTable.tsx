import { Fragment, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../contract/datasets';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { useDataBrowser } from '../../store/view/data-browser';
import { isOut } from '../../store/view/data-changes';
import { isChanged } from '../../store/view/data-filter';
import { isMade, isWrong, type Made, madeOf } from '../../store/view/data-outcomes';
import { numbersOf } from '../../store/view/data-targets';
import { formatCount } from '../../ui/figures';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { VirtualRowGroup } from '../../ui/VirtualRowGroup';
import type { Browsed } from './browsed';
import styles from './ExampleTable.module.css';
import { placeOf } from './example-name';
import { labelTexts, madeText, numberText, targetText } from './example-texts';
import { movedSelection, placeAfter } from './grid-selection';

export interface ExampleTableProps {
  readonly browsed: Browsed;
  readonly onRelabel: () => void;
  readonly onExclude: () => void;
}

/** Wider tables are no help. */
const COLUMNS_SHOWN = 40;
const ROW_HEIGHT = 26;
/** A table whose rows are selected; one stop for the Tab key. */
const GRID = { role: 'grid', tabIndex: 0 } as const;
const ROWS_A_PAGE = 20;

/** Rows of numbers, of which only those in sight are in the page. */
export function ExampleTable({ browsed, onRelabel, onExclude }: ExampleTableProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { list, dataset } = browsed;
  const features = dataset.exampleShape[0] ?? 1;
  const shown = Math.min(features, COLUMNS_SHOWN);
  const columns = useMemo(() => Array.from({ length: shown }, (_, column) => column), [shown]);
  const active = useDataBrowser((state) => state.active);
  const place = active === null ? -1 : list.indexOf(active);
  const virtual = useVirtualRows({
    count: list.length,
    estimate: ROW_HEIGHT,
    keyOf: (index) => String(list[index]),
  });
  const [first, last] = [virtual.rows[0]?.index ?? 0, virtual.rows.at(-1)?.index ?? -1];
  const { valuesOf, names } = useRows(dataset, list, first, last);
  const { reveal } = virtual;
  useEffect(() => {
    if (place >= 0) reveal(place);
  }, [place, reveal]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(event.key, { place, columns: 1, count: list.length, rowsInSight: ROWS_A_PAGE });
    if (next !== null) movedSelection(list, next, event);
    else if (event.key === 'Delete' && place >= 0) onExclude();
    else if (event.key.toLowerCase() === 'l' && place >= 0) onRelabel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={virtual.box} className={styles.box} data-testid="data-table">
      {shown < features ? (
        <p className={styles.note}>
          {t('moreColumns', { count: features - shown, total: formatCount(features - shown, language) })}
        </p>
      ) : null}
      <table
        className={styles.table}
        {...GRID}
        aria-label={t('table')}
        aria-rowcount={list.length + 1}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{t('columns.number')}</th>
            <LabelHeads browsed={browsed} />
            {columns.map((column) => (
              <th key={column} scope="col" className={styles.figure}>
                {names[column] ?? column + 1}
              </th>
            ))}
          </tr>
        </thead>
        <VirtualRowGroup virtual={virtual}>
          {virtual.rows.map(({ index, key }) => (
            <Row key={key} {...{ browsed, columns, valuesOf }} place={index} measure={virtual.measure} />
          ))}
        </VirtualRowGroup>
      </table>
    </div>
  );
}

interface RowProps {
  readonly browsed: Browsed;
  readonly place: number;
  readonly columns: readonly number[];
  readonly valuesOf: (place: number) => Float32Array | null;
  readonly measure: (row: Element | null) => void;
}

function Row({ browsed, place, columns, valuesOf, measure }: RowProps) {
  const { list, index, pending } = browsed;
  const example = list[place] ?? 0;
  const isSelected = useDataBrowser(({ selected }) => selected.has(example));
  const isActive = useDataBrowser(({ active }) => active === example);
  const values = valuesOf(place);
  return (
    <tr
      ref={measure}
      data-index={place}
      className={styles.row}
      aria-selected={isSelected}
      aria-rowindex={place + 2}
      data-active={isActive ? '' : undefined}
      data-out={isOut(index, pending, example) ? '' : undefined}
      data-changed={isChanged(pending, example) ? '' : undefined}
      onClick={(event) =>
        movedSelection(list, place, {
          shiftKey: event.shiftKey,
          ctrlKey: event.ctrlKey || event.metaKey,
        })
      }
    >
      <th scope="row">{placeOf(browsed, example)}</th>
      <LabelCells browsed={browsed} example={example} />
      {columns.map((column) => (
        <td key={column} className={styles.figure}>
          {values === null ? '' : Number((values[column] ?? 0).toPrecision(5))}
        </td>
      ))}
    </tr>
  );
}

/** Names of the columns of labels and predictions: one of each for classes, a pair for each number. */
function LabelHeads({ browsed: { target, runId } }: Pick<RowProps, 'browsed'>) {
  const { t } = useTranslation('browser');
  if (target.kind === 'numbers') {
    return target.names.map((name) => (
      <Fragment key={name}>
        <th scope="col" className={styles.figure}>
          {name}
        </th>
        {runId === null ? null : (
          <th scope="col" className={styles.figure}>
            {t('columns.predictedOf', { name })}
          </th>
        )}
      </Fragment>
    ));
  }
  return (
    <>
      {target.kind === 'none' ? null : target.kind === 'columns' ? (
        target.columns.map(({ name, target: own }) => (
          <th key={name} scope="col" className={'classNames' in own ? undefined : styles.figure}>
            {name}
          </th>
        ))
      ) : (
        <th scope="col">{t(target.kind === 'class' ? 'columns.label' : 'labels')}</th>
      )}
      {runId === null ? null : <th scope="col">{t('columns.predicted')}</th>}
    </>
  );
}

/** Whether a column of labels has names of classes, not numbers. */
function areClasses(column: { readonly target: object } | undefined): boolean {
  return column !== undefined && 'classNames' in column.target;
}

interface LabelCellsProps extends Pick<RowProps, 'browsed'> {
  readonly example: number;
}

function LabelCells({ browsed, example }: LabelCellsProps) {
  const { target, runId } = browsed;
  const made = madeOf(browsed, example);
  if (target.kind === 'numbers') {
    const actual = numbersOf(browsed, example);
    return target.names.map((name, column) => (
      <Fragment key={name}>
        <td className={styles.figure}>{numberText(actual[column] ?? Number.NaN)}</td>
        {runId === null ? null : (
          <td className={styles.figure}>{predictedNumber(made, column, target.names.length)}</td>
        )}
      </Fragment>
    ));
  }
  return (
    <>
      {target.kind === 'none' ? null : target.kind === 'columns' ? (
        labelTexts(browsed, example).map((text, at) => (
          <td
            key={target.columns[at]?.name ?? at}
            className={areClasses(target.columns[at]) ? undefined : styles.figure}
          >
            {text}
          </td>
        ))
      ) : (
        <td>{targetText(browsed, example)}</td>
      )}
      {runId === null ? null : (
        <td data-wrong={isWrong(made) ? '' : undefined}>{made === null ? '' : madeText(browsed, made)}</td>
      )}
    </>
  );
}

function predictedNumber(made: Made | null, column: number, size: number): string {
  if (!isMade(made, 'numbers')) return '';
  return numberText(made.predictions.numbers[made.place * size + column] ?? Number.NaN);
}

/** Rows asked for at a time. */
const CHUNK = 128;

interface NamedColumns {
  readonly id: string;
  readonly names: readonly string[];
}

/** Values of the rows in sight, as they come, and what their columns are called. */
function useRows({ id, exampleShape }: DatasetSummary, list: Uint32Array, first: number, last: number) {
  const features = exampleShape[0] ?? 1;
  const chunks = useMemo(() => ({ id, list, found: new Map<number, Float32Array | null>() }), [id, list]);
  const [, setCount] = useState(0);
  // Of the data set, whatever is filtered.
  const [columns, setColumns] = useState<NamedColumns | null>(null);
  useEffect(() => {
    for (let chunk = Math.floor(first / CHUNK); chunk * CHUNK <= last; chunk += 1) {
      if (chunks.found.has(chunk)) continue;
      chunks.found.set(chunk, null);
      const examples = [...chunks.list.subarray(chunk * CHUNK, (chunk + 1) * CHUNK)];
      if (examples.length === 0) continue;
      void request('data:rows', { id: chunks.id, examples }).then((reply) => {
        if (!reply.ok) return;
        chunks.found.set(chunk, reply.value.values);
        setCount((before) => before + 1);
        setColumns((before) =>
          before?.id === chunks.id ? before : { id: chunks.id, names: reply.value.names },
        );
      });
    }
  }, [chunks, first, last]);
  const valuesOf = (place: number): Float32Array | null => {
    const values = chunks.found.get(Math.floor(place / CHUNK)) ?? null;
    const start = (place % CHUNK) * features;
    return values === null ? null : values.subarray(start, start + features);
  };
  return { valuesOf, names: columns?.id === id ? columns.names : [] };
}
