import { type PointerEvent, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useDataBrowser } from '../../store/view/data-browser';
import { filterExamples } from '../../store/view/data-filter';
import { type LabeledExamples, ofLabel } from '../../store/view/data-labels';
import { changedFilter, filterOf, type NumberRange, numbersOf } from '../../store/view/data-targets';
import { formatCount } from '../../ui/figures';
import type { Browsed } from './browsed';
import { numberText } from './example-texts';
import styles from './NumberFilters.module.css';
import { extentOf, numberBins, rangeOfBins } from './number-bins';

const BINS = 24;
const HEIGHT = 40;
/** Places of a slider. */
const STEPS = 200;

/** A histogram for each number: a range is dragged over it, or set with its two sliders. */
export function NumberFilters({ browsed }: { readonly browsed: Browsed }) {
  const { target } = browsed;
  if (target.kind !== 'numbers') return null;
  return target.names.map((name, column) => (
    <NumberFilter key={name} browsed={browsed} name={name} column={column} />
  ));
}

interface NumberFilterProps {
  readonly browsed: Browsed;
  readonly name: string;
  readonly column: number;
}

function NumberFilter({ browsed, name, column }: NumberFilterProps) {
  const { t } = useTranslation('browser');
  const { filter, target, index } = browsed;
  const size = target.kind === 'numbers' ? target.names.length : 1;
  const extent = useMemo(() => extentOf(index.numbers ?? [], size, column), [index, size, column]);
  if (extent === null) return null;
  const [least, most] = extent;
  const asked = filterOf(browsed, filter);
  const range = asked.ranges.find((one) => one.column === column) ?? { column, least, most };
  const change = (next: NumberRange) => {
    const others = asked.ranges.filter((one) => one.column !== column);
    const isWhole = next.least <= least && next.most >= most;
    const ranges = isWhole ? others : [...others, next];
    useDataBrowser.getState().change(changedFilter(browsed, filter, { ranges }));
  };
  const step = (most - least) / STEPS || 1;
  const slider = (end: 'least' | 'most') => (
    <input
      className={styles.slider}
      type="range"
      aria-label={t(end === 'least' ? 'leastOf' : 'mostOf', { name })}
      aria-valuetext={numberText(range[end])}
      min={0}
      max={STEPS}
      value={Math.round((range[end] - least) / step)}
      onChange={(event) => {
        const place = Number(event.target.value);
        const value = place === STEPS ? most : least + place * step;
        change(
          end === 'least'
            ? { ...range, least: Math.min(value, range.most) }
            : { ...range, most: Math.max(value, range.least) },
        );
      }}
    />
  );
  return (
    <div className={styles.part} data-testid="number-filter">
      <h3 className={styles.heading}>{name}</h3>
      <Histogram {...{ browsed, name, column, extent, range }} onChange={change} />
      <p className={styles.ends}>
        <span>{numberText(range.least)}</span>
        <span>{numberText(range.most)}</span>
      </p>
      {slider('least')}
      {slider('most')}
    </div>
  );
}

interface HistogramProps extends NumberFilterProps {
  readonly extent: readonly [number, number];
  readonly range: NumberRange;
  readonly onChange: (range: NumberRange) => void;
}

/** How the examples that pass all other filters are spread. */
function Histogram({ browsed, name, column, extent, range, onChange }: HistogramProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { filter, whole, column: label } = browsed;
  const { index, target, pending, masks, predictions, learned } = whole ?? browsed;
  const bins = useMemo(() => {
    const all = { index, target, pending, masks, predictions, learned };
    const shown: LabeledExamples = label === undefined ? all : ofLabel(all, label.name);
    const ranges = filterOf(shown, filter).ranges.filter((one) => one.column !== column);
    const others = { ...filter, ...changedFilter(shown, filter, { ranges }) };
    const list = filterExamples(all, { ...others, order: 'stored' });
    const values = Array.from(list, (example) => numbersOf(shown, example)[column] ?? Number.NaN);
    return numberBins(values, extent, BINS);
  }, [index, target, pending, masks, predictions, learned, filter, label, column, extent]);
  const started = useRef<number | null>(null);
  const binAt = ({ currentTarget, clientX }: PointerEvent<SVGSVGElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(BINS - 1, Math.max(0, Math.floor(((clientX - left) / width) * BINS)));
  };
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (started.current === null) return;
    const [least, most] = rangeOfBins(bins, started.current, binAt(event));
    onChange({ column, least, most });
  };
  const highest = bins.counts.reduce((largest, count) => Math.max(largest, count), 1);
  return (
    <svg
      className={styles.histogram}
      viewBox={`0 0 ${BINS} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t('histogramOf', { name })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        started.current = binAt(event);
        drag(event);
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        started.current = null;
      }}
    >
      {bins.counts.map((count, bin) => {
        const [low, high] = rangeOfBins(bins, bin, bin);
        const height = count === 0 ? 0 : Math.max(1, (count / highest) * HEIGHT);
        const isIn = high > range.least && low < range.most;
        return (
          <rect
            key={low}
            className={styles.bin}
            data-out={isIn || bins.least === bins.most ? undefined : ''}
            x={bin + 0.05}
            y={HEIGHT - height}
            width={0.9}
            height={height}
          >
            <title>
              {t('binOf', {
                ...{ count, total: formatCount(count, language) },
                ...{ low: numberText(low), high: numberText(high) },
              })}
            </title>
          </rect>
        );
      })}
    </svg>
  );
}
