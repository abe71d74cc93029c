import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { weightLabel } from '../../../graph-runtime/layers/weight-label';
import { TensorMaps } from '../../charts/TensorMaps';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useInsideSample } from '../../store/runs/inside';
import { updateRatio, useHealth } from '../../store/runs/use-health';
import { useInspection } from '../../store/runs/use-inspection';
import { flatNodeAt } from '../../store/view/location';
import { useNames } from '../../store/view/node-names';
import { scrollRegion } from '../../ui/scroll-region';
import { FunctionOfNode } from './FunctionOfNode';
import { short } from './HealthTable';
import { HistogramOverTime } from './HistogramOverTime';
import styles from './InsideView.module.css';
import type { NodePaneProps } from './node-pane-props';
import { type ChosenPlace, useChosenPlace } from './place';
import { ReceptiveFieldOfNode } from './ReceptiveFieldOfNode';
import { useHistograms } from './use-histograms';
import { WindowStepsOfNode } from './WindowSteps';

/** One node from the inside: what it outputs for the chosen image, its filters, and how its weights fare. */
export function NodePane({ runId, path }: NodePaneProps) {
  const chosen = useChosenPlace(path);
  const kernel = useKernelOf(path);
  return (
    <div className={styles.pane} {...scrollRegion(useNames()(path))} data-testid="node-inside">
      <FunctionOfNode runId={runId} path={path} />
      <Activations runId={runId} path={path} chosen={chosen} />
      <WindowStepsOfNode runId={runId} path={path} chosen={chosen} />
      <ReceptiveFieldOfNode runId={runId} path={path} chosen={chosen} />
      {kernel === null ? null : <Filters runId={runId} {...kernel} />}
      <WeightTrends runId={runId} path={path} />
    </div>
  );
}

interface ActivationsProps extends NodePaneProps {
  readonly chosen: ChosenPlace;
}

function Activations({ runId, path, chosen: { place, choose } }: ActivationsProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const title = t('activations', { path: useNames()(path) });
  const { sample, key } = useInsideSample(runId);
  const { answer, failure } = useInspection(
    runId,
    { type: 'activations', path, sample },
    `activations ${path} ${key}`,
  );
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>
        {title}
        <span className={styles.muted}>{answer === null ? '' : shapeText(answer)}</span>
      </h3>
      {failure === null ? null : <p className={styles.muted}>{failureText(failure, language)}</p>}
      {answer === null && failure === null ? <p className={styles.muted}>{t('asking')}</p> : null}
      {answer === null ? null : (
        <TensorMaps
          tensor={answer}
          label={title}
          chosen={place.channel}
          onChoose={(channel) => choose({ channel })}
        />
      )}
    </div>
  );
}

/** The name of the weight that slides over a node's input, if it has one, and whether each of its filters sees a single channel. */
function useKernelOf(path: string): Omit<FiltersProps, 'runId'> | null {
  const key = useAnalysis((analysis) => {
    const node = flatNodeAt(analysis, path);
    const inputs = (analysis.nodes.get(path)?.inputs ?? []).flatMap((type) => type ?? []);
    const computation =
      node && inputs.length > 0 ? getLayer(node.type)?.computation?.(node.parameters, inputs) : undefined;
    if (computation?.kernel === undefined) return null;
    const { kernel, mix, channels } = computation;
    const isDepthwise = mix !== undefined || channels(0).length === 1;
    return `${isDepthwise ? 'depthwise' : 'kernel'} ${path}/${kernel.weight}`;
  });
  if (key === null) return null;
  const at = key.indexOf(' ');
  return { name: key.slice(at + 1), kind: key.slice(0, at) === 'depthwise' ? 'depthwise' : 'kernel' };
}

interface FiltersProps {
  readonly runId: string;
  readonly name: string;
  readonly kind: 'kernel' | 'depthwise';
}

function Filters({ runId, name, kind }: FiltersProps) {
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
      <TensorMaps tensor={answer} label={t('filters')} kind={kind} />
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
  const language = useLanguage();
  const type = useAnalysis((analysis) => flatNodeAt(analysis, path)?.type);
  const names = [...histograms.keys()].filter((name) => parentPath(name) === path);
  if (names.length === 0) return null;
  return (
    <div className={styles.histograms}>
      {names.map((name) => {
        const ratios = health.flatMap((point) => {
          const weight = point.weights.find((candidate) => candidate.name === name);
          return weight === undefined ? [] : [updateRatio(weight)];
        });
        const own = weightLabel(type, name.slice(path.length + 1), language);
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
