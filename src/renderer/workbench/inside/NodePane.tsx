import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { TensorMaps } from '../../charts/TensorMaps';
import { useLanguage } from '../../messages/useLanguage';
import { sampleOf, useInside } from '../../store/runs/inside';
import { pathOfWeight, updateRatio, useHealth } from '../../store/runs/use-health';
import { useInspection } from '../../store/runs/use-inspection';
import { scrollRegion } from '../../ui/scroll-region';
import { FunctionOfNode } from './FunctionOfNode';
import { short } from './HealthTable';
import { HistogramOverTime } from './HistogramOverTime';
import styles from './InsideView.module.css';
import type { NodePaneProps } from './node-pane-props';
import { ReceptiveFieldOfNode } from './ReceptiveFieldOfNode';
import { useHistograms } from './use-histograms';
import { WindowStepsOfNode } from './WindowSteps';

/** One node from the inside: what it outputs for the chosen image, its filters, and how its weights fare. */
export function NodePane({ runId, path }: NodePaneProps) {
  const weights = useHealth(runId)
    .at(-1)
    ?.weights.filter((weight) => pathOfWeight(weight.name) === path);
  return (
    <div className={styles.pane} {...scrollRegion(path)} data-testid="node-inside">
      <FunctionOfNode runId={runId} path={path} />
      <Activations runId={runId} path={path} />
      <WindowStepsOfNode runId={runId} path={path} />
      <ReceptiveFieldOfNode runId={runId} path={path} />
      {weights?.some((weight) => weight.name === `${path}/kernel`) ? (
        <Filters runId={runId} name={`${path}/kernel`} />
      ) : null}
      {weights === undefined || weights.length === 0 ? null : <WeightTrends runId={runId} path={path} />}
    </div>
  );
}

function Activations({ runId, path }: NodePaneProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const index = useInside((state) => state.index);
  const { answer, failure } = useInspection(
    runId,
    { type: 'activations', path, sample: sampleOf(index) },
    `activations ${path} ${index}`,
  );
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>
        {t('activations', { path })}
        <span className={styles.muted}>{answer === null ? '' : shapeText(answer)}</span>
      </h3>
      {failure === null ? null : <p className={styles.muted}>{failureText(failure, language)}</p>}
      {answer === null ? null : <TensorMaps tensor={answer} label={t('activations', { path })} />}
    </div>
  );
}

function Filters({ runId, name }: { readonly runId: string; readonly name: string }) {
  const { t } = useTranslation('inside');
  const { answer } = useInspection(runId, { type: 'weight', name }, `weight ${name}`);
  // Only what works on images can be shown as one.
  if (answer === null || answer.shape.length !== 4) return null;
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>
        {t('filters')}
        <span className={styles.muted}>{shapeText(answer)}</span>
      </h3>
      <TensorMaps tensor={answer} label={t('filters')} isKernel />
    </div>
  );
}

function shapeText({ shape }: InspectedTensor): string {
  return shape.join(' × ');
}

function WeightTrends({ runId, path }: NodePaneProps) {
  const { t } = useTranslation('inside');
  const health = useHealth(runId);
  const histograms = useHistograms(runId);
  const names =
    health
      .at(-1)
      ?.weights.map((weight) => weight.name)
      .filter((name) => pathOfWeight(name) === path) ?? [];
  return (
    <div className={styles.histograms}>
      {names.map((name) => {
        const ratios = health.flatMap((point) => {
          const weight = point.weights.find((candidate) => candidate.name === name);
          return weight === undefined ? [] : [updateRatio(weight)];
        });
        const own = name.slice(path.length + 1);
        const spreads = histograms.get(name) ?? [];
        return (
          <div key={name} className={styles.part}>
            <h3 className={styles.heading}>{own}</h3>
            <HistogramOverTime
              title={t('valuesOf', { name: own })}
              moments={spreads.map(({ epoch, values }) => ({ epoch, histogram: values }))}
            />
            <HistogramOverTime
              title={t('gradientOf', { name: own })}
              moments={spreads.flatMap(({ epoch, gradient }) =>
                gradient === null ? [] : [{ epoch, histogram: gradient }],
              )}
            />
            <Trend title={t('updateRatio')} values={ratios} />
          </div>
        );
      })}
    </div>
  );
}

const WIDTH = 240;
const HEIGHT = 48;

/** A row of positive numbers on a logarithmic scale, small. */
function Trend({ title, values }: { readonly title: string; readonly values: readonly number[] }) {
  const { t } = useTranslation('inside');
  const logs = values.map((value) => Math.log10(value)).filter((value) => Number.isFinite(value));
  const last = values[values.length - 1];
  if (logs.length < 2 || last === undefined) return null;
  const lowest = Math.min(...logs);
  const span = Math.max(1e-6, Math.max(...logs) - lowest);
  const points = logs.map((value, at) => {
    const x = (at / (logs.length - 1)) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 2 - ((value - lowest) / span) * (HEIGHT - 4)).toFixed(1)}`;
  });
  return (
    <figure>
      <svg
        className={styles.trend}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        <polyline points={points.join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles.ends}>
        <span>{title}</span>
        <span>{t('now', { value: short(last) })}</span>
      </figcaption>
    </figure>
  );
}
