import { type PointerEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Histogram, InputDistribution } from '../../contract/contract';
import { scalarFunctionOf } from '../../graph-runtime/compile/scalar-function';
import type { LayerDefinition } from '../../graph-runtime/layers/layer';
import type { ResolvedParameters } from '../../graph-runtime/layers/parameter';
import { usePercentText } from '../ui/use-percent-text';
import styles from './ActivationCurve.module.css';
import { type CurvePoint, halfWidthFor, type Saturation, sampleFunction, saturationOf } from './saturation';

export interface ActivationCurveProps {
  readonly layer: LayerDefinition;
  readonly parameters: ResolvedParameters;
  /** What enters the layer in a trained network; null while it is not known. */
  readonly distribution: InputDistribution | null;
}

/** What an activation function makes of a number, how steep it is there, and where the numbers lie that enter it. */
export function ActivationCurve({ layer, parameters, distribution }: ActivationCurveProps) {
  const { t } = useTranslation('inside');
  const f = useMemo(() => scalarFunctionOf(layer, parameters), [layer, parameters]);
  const histogram = distribution?.histogram ?? null;
  const halfWidth = halfWidthFor(histogram);
  const points = useMemo(() => (f === null ? [] : sampleFunction(f, halfWidth)), [f, halfWidth]);
  const [x, setX] = useState<number | null>(null);
  const formula = layer.function?.(parameters);
  if (formula === undefined) return null;
  const read = x === null || f === null ? null : { x, ...f(x) };
  const shared = { points, histogram, halfWidth, x, onX: setX };
  return (
    <div className={styles.curve} data-testid="activation-curve">
      <div className={styles.plots}>
        <Part sign="f(x)" terms={[formula.value]} read={read?.value}>
          {f === null ? null : <Plot {...shared} title={t('functionPlot')} of="value" />}
        </Part>
        <Part sign={f === null ? '∂fᵢ/∂xⱼ' : 'f′(x)'} terms={formula.slope} read={read?.slope}>
          {f === null ? null : <Plot {...shared} title={t('slopePlot')} of="slope" />}
        </Part>
      </div>
      {f === null ? <p className={styles.muted}>{t('mixesValues')}</p> : null}
      {f === null || distribution === null ? null : (
        <Inputs count={distribution.count} saturation={saturationOf(f, distribution)} />
      )}
    </div>
  );
}

interface PartProps {
  readonly sign: string;
  readonly terms: readonly string[];
  readonly read: number | undefined;
  readonly children: React.ReactNode;
}

/** A formula above its drawing; while the pointer is over a drawing, with the number there. */
function Part({ sign, terms, read, children }: PartProps) {
  return (
    <figure className={styles.part}>
      <figcaption className={styles.formula}>
        <span className={styles.sign}>{sign} =</span>
        <span className={styles.terms}>
          {terms.map((term) => (
            <span key={term}>{term}</span>
          ))}
        </span>
        {read === undefined ? null : <span className={styles.read}>{numberText(read)}</span>}
      </figcaption>
      {children}
    </figure>
  );
}

function Inputs({ count, saturation }: { readonly count: number; readonly saturation: Saturation }) {
  const { t } = useTranslation('inside');
  const percent = usePercentText();
  const { flatShare, flatUnits, units } = saturation;
  return (
    <>
      <p className={styles.key}>
        <span className={styles.swatch} aria-hidden="true" />
        {t('inputsOfImages', { count })}
      </p>
      <dl className={styles.facts}>
        <dt>{t('flatInputs')}</dt>
        <dd>{percent(flatShare)}</dd>
        <dt>{t('flatUnits')}</dt>
        <dd data-level={flatUnits > 0 ? 'warning' : undefined} data-testid="flat-units">
          {t('ofAll', { count: flatUnits, all: units })}
        </dd>
      </dl>
      <p className={styles.muted}>{t('flatHelp')}</p>
    </>
  );
}

interface PlotProps {
  readonly title: string;
  readonly of: 'value' | 'slope';
  readonly points: readonly CurvePoint[];
  readonly histogram: Histogram | null;
  readonly halfWidth: number;
  readonly x: number | null;
  readonly onX: (x: number | null) => void;
}

const WIDTH = 240;
const HEIGHT = 110;
/** Above and below the curve. */
const MARGIN = 6;

function Plot({ title, of, points, histogram, halfWidth, x, onX }: PlotProps) {
  const values = points.map((point) => point[of]);
  const lowest = Math.min(0, ...values);
  const highest = Math.max(0, ...values);
  const left = (at: number) => ((at + halfWidth) / (2 * halfWidth)) * WIDTH;
  const top = (value: number) =>
    HEIGHT - MARGIN - ((value - lowest) / Math.max(1e-12, highest - lowest)) * (HEIGHT - 2 * MARGIN);
  const line = points.map((point) => `${left(point.x).toFixed(2)},${top(point[of]).toFixed(2)}`);
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onX((2 * ((event.clientX - box.left) / box.width) - 1) * halfWidth);
  };
  return (
    <div className={styles.frame}>
      <span className={styles.high} aria-hidden="true">
        {numberText(highest)}
      </span>
      <span className={styles.low} aria-hidden="true">
        {numberText(lowest)}
      </span>
      <svg
        className={styles.plot}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
        onPointerMove={move}
        onPointerLeave={() => onX(null)}
      >
        {histogram === null ? null : (
          <path className={styles.inputs} d={histogramOutline(histogram, left, halfWidth)} />
        )}
        <line className={styles.axis} x1={0} x2={WIDTH} y1={top(0)} y2={top(0)} />
        <line className={styles.axis} x1={left(0)} x2={left(0)} y1={0} y2={HEIGHT} />
        {x === null ? null : <line className={styles.cross} x1={left(x)} x2={left(x)} y1={0} y2={HEIGHT} />}
        <polyline className={styles.line} data-of={of} points={line.join(' ')} />
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{numberText(-halfWidth)}</span>
        <span>{x === null ? '0' : `x = ${numberText(x)}`}</span>
        <span>{numberText(halfWidth)}</span>
      </div>
    </div>
  );
}

/** Columns that touch, on the lower edge; what lies outside of the drawing is left out. */
function histogramOutline(
  { minimum, maximum, counts }: Histogram,
  left: (x: number) => number,
  halfWidth: number,
): string {
  const highest = Math.max(1, ...counts);
  // All values may be the same: then the column has no width of its own.
  const width = Math.max((maximum - minimum) / counts.length, halfWidth / 100);
  const inDrawing = (x: number) => Math.min(halfWidth, Math.max(-halfWidth, x));
  return counts
    .flatMap((count, bin) => {
      const from = inDrawing(minimum + bin * width);
      const to = inDrawing(minimum + (bin + 1) * width);
      if (count === 0 || to <= from) return [];
      const top = (HEIGHT - (count / highest) * (HEIGHT - MARGIN)).toFixed(2);
      return [`M${left(from).toFixed(2)},${HEIGHT} V${top} H${left(to).toFixed(2)} V${HEIGHT} Z`];
    })
    .join(' ');
}

function numberText(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return String(Math.abs(rounded) < 1e-4 ? 0 : rounded).replace('-', '−');
}
