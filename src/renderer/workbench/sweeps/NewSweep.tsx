import { Play, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SweepRequest } from '../../../contract/contract';
import { useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { useSweeps } from '../../store/runs/sweeps';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { parameterLabel } from './parameter-label';
import styles from './SweepsView.module.css';
import { firstValues, parseValues, type SweepParameter, sweepParameters } from './sweep-parameters';

interface Axis {
  readonly parameter: string;
  readonly text: string;
}

const MOST_AXES = 6;
const MOST_RUNS = 1_000;

function axisOf(parameter: SweepParameter): Axis {
  return { parameter: parameter.parameter, text: firstValues(parameter).join(', ') };
}

/** Sets up a sweep of the open network. */
export function NewSweep({ onStarted }: { readonly onStarted: () => void }) {
  const { t } = useTranslation('sweeps');
  const document = useDocument((state) => state.document);
  const isSound = useAnalysis((analysis) => analysis.isTrainable);
  const isTrainable = useDataset() !== null && isSound;
  const parameters = sweepParameters(document);
  const [name, setName] = useState('');
  const [method, setMethod] = useState<'grid' | 'random'>('grid');
  const [count, setCount] = useState(10);
  const [axes, setAxes] = useState<readonly Axis[]>(() => parameters.slice(0, 1).map(axisOf));
  const [isStarting, setIsStarting] = useState(false);
  const parsed = axes.map((axis) => parseValues(axis.text));
  const runs =
    method === 'random' ? count : parsed.reduce((product, values) => product * (values?.length ?? 0), 1);
  const isValid = isTrainable && axes.length > 0 && !parsed.includes(null) && runs > 0 && runs <= MOST_RUNS;
  const change = (index: number, axis: Axis) =>
    setAxes(axes.map((other, at) => (at === index ? axis : other)));
  const unused = parameters.find(({ parameter }) => !axes.some((axis) => axis.parameter === parameter));
  const start = async () => {
    setIsStarting(true);
    const request: SweepRequest = {
      document,
      name,
      method: method === 'grid' ? { type: 'grid' } : { type: 'random', count, seed: document.training.seed },
      axes: axes.map(({ parameter }, at) => ({ parameter, values: parsed[at] ?? [] })),
    };
    const isTaken = await useSweeps.getState().start(request);
    setIsStarting(false);
    if (isTaken) onStarted();
  };
  return (
    <section className={styles.form} aria-label={t('new')}>
      <p className={styles.muted}>{t('explanation', { name: document.name })}</p>
      <div className={styles.row}>
        <span className={styles.label}>{t('name')}</span>
        <span className={styles.wide}>
          <TextField
            aria-label={t('name')}
            placeholder={document.name}
            value={name}
            maxLength={200}
            onValueChange={setName}
          />
        </span>
      </div>
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
              unit={t('runsUnit')}
              onValueChange={(value) => setCount(Math.round(value))}
            />
          </span>
        ) : null}
        <span className={styles.muted}>{t(method === 'grid' ? 'gridHelp' : 'randomHelp')}</span>
      </div>
      {axes.map((axis, index) => (
        <AxisRow
          key={axis.parameter}
          axis={axis}
          number={index + 1}
          isValid={parsed[index] !== null}
          parameters={parameters.filter(
            ({ parameter }) =>
              parameter === axis.parameter || !axes.some((other) => other.parameter === parameter),
          )}
          onChange={(next) => change(index, next)}
          onRemove={axes.length > 1 ? () => setAxes(axes.filter((_, at) => at !== index)) : null}
        />
      ))}
      <div className={styles.row}>
        <Button
          size="small"
          icon={<Plus />}
          isDisabled={axes.length >= MOST_AXES || unused === undefined}
          onClick={() => {
            if (unused !== undefined) setAxes([...axes, axisOf(unused)]);
          }}
        >
          {t('addAxis')}
        </Button>
      </div>
      <div className={styles.row}>
        <Button
          variant="primary"
          icon={<Play fill="currentColor" />}
          isDisabled={!isValid}
          isBusy={isStarting}
          onClick={() => void start()}
          data-testid="start-sweep"
        >
          {t('start', { count: runs })}
        </Button>
        {isTrainable ? null : <span className={styles.error}>{t('notTrainable')}</span>}
        {runs > MOST_RUNS ? <span className={styles.error}>{t('tooMany', { count: MOST_RUNS })}</span> : null}
      </div>
    </section>
  );
}

interface AxisRowProps {
  readonly axis: Axis;
  readonly number: number;
  readonly isValid: boolean;
  readonly parameters: readonly SweepParameter[];
  readonly onChange: (axis: Axis) => void;
  readonly onRemove: (() => void) | null;
}

function AxisRow({ axis, number, isValid, parameters, onChange, onRemove }: AxisRowProps) {
  const { t } = useTranslation('sweeps');
  return (
    <div className={styles.row}>
      <span className={styles.label}>{t('axis', { number })}</span>
      <span className={styles.parameter}>
        <Select
          aria-label={t('axis', { number })}
          value={axis.parameter}
          options={parameters.map(({ parameter }) => ({
            value: parameter,
            label: parameterLabel(parameter),
          }))}
          onValueChange={(chosen) => {
            const parameter = parameters.find((candidate) => candidate.parameter === chosen);
            if (parameter !== undefined) onChange(axisOf(parameter));
          }}
        />
      </span>
      <span className={styles.wide}>
        <TextField
          aria-label={t('values', { number })}
          value={axis.text}
          isInvalid={!isValid}
          onValueChange={(text) => onChange({ ...axis, text })}
        />
      </span>
      {onRemove === null ? null : (
        <IconButton
          size="small"
          icon={<X />}
          label={t('removeAxis', { number })}
          tooltipSide="top"
          onClick={onRemove}
        />
      )}
      {isValid ? null : <span className={styles.error}>{t('notNumbers')}</span>}
    </div>
  );
}
