import { Play, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SweepRequest } from '../../../contract/contract';
import { sweepValueText } from '../../../graph-runtime/messages/describe-sweep';
import { unsoundValue } from '../../../graph-runtime/sweep/sound-choices';
import { sweepParameters } from '../../../graph-runtime/sweep/sweep-parameters';
import type { SweepValue } from '../../../graph-runtime/sweep/sweep-place';
import { refusedValue } from '../../../graph-runtime/sweep/sweep-trials';
import { formatAbout } from '../../../graph-runtime/text/format-about';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { useSweeps } from '../../store/runs/sweeps';
import { useSweepLabels } from '../../store/view/sweep-names';
import { EstimatedTime } from '../../training/forecast/EstimatedTime';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { type Axis, AxisRow, axisOf, valuesOf } from './AxisRow';
import styles from './SweepsView.module.css';
import { useSweepSeconds } from './use-sweep-time';

type Method = SweepRequest['method']['type'];

const MOST_AXES = 6;
const MOST_RUNS = 1_000;

/** Sets up a sweep of the open network. */
export function NewSweep({ onStarted }: { readonly onStarted: () => void }) {
  const { t } = useTranslation('sweeps');
  const form = useSweepForm(onStarted);
  const { document, parameters, axes, unused } = form;
  return (
    <section className={styles.form} aria-label={t('new')}>
      <p className={styles.muted}>{t('explanation', { name: document.name })}</p>
      <div className={styles.row}>
        <span className={styles.label}>{t('name')}</span>
        <span className={styles.wide}>
          <TextField
            aria-label={t('name')}
            placeholder={document.name}
            value={form.name}
            maxLength={200}
            onValueChange={form.setName}
          />
        </span>
      </div>
      <MethodRow form={form} />
      {axes.map((axis, index) => (
        <AxisRow
          key={axis.parameter}
          axis={axis}
          number={index + 1}
          parameters={parameters.filter(
            ({ parameter }) =>
              parameter === axis.parameter || !axes.some((other) => other.parameter === parameter),
          )}
          onChange={(next) => form.changeAxis(index, next)}
          onRemove={axes.length > 1 ? () => form.removeAxis(index) : null}
        />
      ))}
      <div className={styles.row}>
        <Button
          size="small"
          icon={<Plus />}
          isDisabled={axes.length >= MOST_AXES || unused === undefined}
          onClick={form.addAxis}
        >
          {t('addAxis')}
        </Button>
      </div>
      <StartRow form={form} />
    </section>
  );
}

/** What is typed into the form, what follows from it, and the request that it becomes. */
function useSweepForm(onStarted: () => void) {
  const document = useDocument((state) => state.document);
  const isSound = useAnalysis((analysis) => analysis.isTrainable);
  const isTrainable = useDataset() !== null && isSound;
  const analysis = useAnalysis((whole) => whole);
  const parameters = useMemo(() => sweepParameters(analysis), [analysis]);
  const [name, setName] = useState('');
  const [method, setMethod] = useState<Method>('grid');
  const [count, setCount] = useState(10);
  const [axes, setAxes] = useState<readonly Axis[]>(() => parameters.slice(0, 1).map(axisOf));
  const [isStarting, setIsStarting] = useState(false);
  const parsed = axes.map(valuesOf);
  const runs =
    method === 'random' ? count : parsed.reduce((product, values) => product * new Set(values).size, 1);
  const isComplete = axes.length > 0 && !parsed.includes(null) && runs > 0 && runs <= MOST_RUNS;
  const request: SweepRequest = {
    document,
    name,
    method: method === 'grid' ? { type: 'grid' } : { type: 'random', count, seed: document.training.seed },
    axes: axes.map(({ parameter }, at) => ({ parameter, values: [...(parsed[at] ?? [])] })),
  };
  const refused = isComplete ? refusedValue(document, request.axes) : null;
  const typed = JSON.stringify(request.axes);
  const unsound = useMemo(
    () => (isComplete ? unsoundValue(analysis, JSON.parse(typed)) : null),
    [analysis, typed, isComplete],
  );
  const isValid = isTrainable && isComplete && refused === null && unsound === null;
  const seconds = useSweepSeconds(isValid ? request : null);
  const start = async () => {
    setIsStarting(true);
    const isTaken = await useSweeps.getState().start(request);
    setIsStarting(false);
    if (isTaken) onStarted();
  };
  const unused = parameters.find(({ parameter }) => !axes.some((axis) => axis.parameter === parameter));
  return {
    ...{ document, parameters, unused, runs, seconds, refused, unsound, isTrainable, isValid, isStarting },
    ...{ name, setName, method, setMethod, count, setCount, axes, start },
    addAxis: () => setAxes(unused === undefined ? axes : [...axes, axisOf(unused)]),
    changeAxis: (index: number, axis: Axis) =>
      setAxes(axes.map((other, at) => (at === index ? axis : other))),
    removeAxis: (index: number) => setAxes(axes.filter((_, at) => at !== index)),
  };
}

interface FormProps {
  readonly form: ReturnType<typeof useSweepForm>;
}

/** Every combination, or a number of random ones. */
function MethodRow({ form: { method, setMethod, count, setCount } }: FormProps) {
  const { t } = useTranslation('sweeps');
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('method')}</span>
      <Segmented
        aria-label={t('method')}
        value={method}
        options={[
          { value: 'grid', label: t('grid') },
          { value: 'random', label: t('random') },
        ]}
        onValueChange={setMethod}
      />
      {method === 'random' ? (
        <span className={styles.narrow}>
          <NumberField
            aria-label={t('trials')}
            value={count}
            minimum={1}
            maximum={MOST_RUNS}
            isWhole
            unit={t('runsUnit')}
            onValueChange={(value) => setCount(Math.round(value))}
          />
        </span>
      ) : null}
      <span className={styles.muted}>{t(method === 'grid' ? 'gridHelp' : 'randomHelp')}</span>
    </div>
  );
}

interface AxisValue {
  readonly parameter: string;
  readonly value: SweepValue;
}

/** The button, and what keeps it from being pressed. */
function StartRow({ form }: FormProps) {
  const { runs, seconds, refused, unsound, isTrainable, isValid, isStarting } = form;
  const { t } = useTranslation('sweeps');
  const language = useLanguage();
  const labelOf = useSweepLabels(useDocument((state) => state.document.name));
  const wordsOf = ({ parameter, value }: AxisValue) => ({
    parameter: labelOf(parameter),
    value: sweepValueText(parameter, value, language),
  });
  return (
    <div className={styles.row}>
      <Button
        variant="primary"
        icon={<Play fill="currentColor" />}
        isDisabled={!isValid}
        isBusy={isStarting}
        onClick={() => void form.start()}
        data-testid="start-sweep"
      >
        {t('start', { count: runs })}
      </Button>
      {seconds === null ? null : (
        <span className={styles.muted}>
          <EstimatedTime seconds={seconds} testId="sweep-time">
            {t('time', { duration: formatAbout(seconds, language) })}
          </EstimatedTime>
        </span>
      )}
      {isTrainable ? null : <span className={styles.error}>{t('notTrainable')}</span>}
      {refused === null ? null : <span className={styles.error}>{t('refused', wordsOf(refused))}</span>}
      {unsound === null || refused !== null ? null : (
        <span className={styles.error}>{t('unsound', wordsOf(unsound))}</span>
      )}
      {runs > MOST_RUNS ? <span className={styles.error}>{t('tooMany', { count: MOST_RUNS })}</span> : null}
    </div>
  );
}
