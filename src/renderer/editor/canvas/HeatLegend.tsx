import { Timer, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { joinPath } from '../../../graph-runtime/document/node-path';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { findNode } from '../../store/document/network';
import { shownTimes, signatureOf, useMeasuredTimes } from '../../store/runs/measured-times';
import { nodeTitle, titleWithId } from '../../store/view/describe-node';
import { currentEditContext, openLocation } from '../../store/view/edit-context';
import { type HeatKind, type HeatValue, heatScale } from '../../store/view/heat';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { Button } from '../../ui/Button';
import { formatMilliseconds } from '../../ui/format-number';
import { IconButton } from '../../ui/IconButton';
import { Progress } from '../../ui/Progress';
import styles from './HeatLegend.module.css';
import { heatText } from './use-heat';

/** What the colors of the heat map mean: the measure, its scale with units, and the nodes at the ends of it. */
export function HeatLegend({ location }: { readonly location: string }) {
  const kind = useView((state) => state.heat);
  return kind === 'none' ? null : <Legend kind={kind} location={location} />;
}

const TITLES = {
  parameters: 'heatParameters',
  multiplyAccumulates: 'heatMultiplyAccumulates',
  activationBytes: 'heatActivationBytes',
  time: 'heatTime',
} as const;

function Legend({ kind, location }: { readonly kind: HeatKind; readonly location: string }) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  useMeasuredTimes((state) => state.latest);
  const scale = useAnalysis((analysis) => heatScale(analysis, location, kind));
  const highest = scale === null ? '' : heatText(scale.highest.value, kind, language);
  return (
    <section
      className={styles.legend}
      aria-label={t('heatLegend.label', { measure: t(TITLES[kind]) })}
      data-testid="heat-legend"
    >
      <div className={styles.head}>
        <h2 className={styles.title}>{t(TITLES[kind])}</h2>
        <IconButton
          size="small"
          icon={<X />}
          label={t('heatLegend.off')}
          tooltipSide="top"
          onClick={() => useView.getState().showHeat('none')}
        />
      </div>
      {scale === null ? null : (
        <>
          <div role="img" aria-label={t('heatLegend.scale', { highest })} className={styles.scale}>
            <span className={styles.ramp} />
            <span>0</span>
            <span>{highest}</span>
          </div>
          <dl className={styles.ends}>
            <End label={t('heatLegend.highest')} end={scale.highest} kind={kind} />
            <End label={t('heatLegend.lowest')} end={scale.lowest} kind={kind} />
          </dl>
        </>
      )}
      {kind === 'time' ? <TimeState /> : scale === null ? <p>{t('heatLegend.nothing')}</p> : null}
    </section>
  );
}

interface EndProps {
  readonly label: string;
  readonly end: HeatValue;
  readonly kind: HeatKind;
}

/** One end of the scale: a value, and the way to the node that has it. */
function End({ label, end, kind }: EndProps) {
  const language = useLanguage();
  const title = useDocument(({ document }) => {
    const node = findNode(document, currentEditContext().scope, end.id);
    return node === undefined ? end.id : nodeTitle(document, node, language);
  });
  const name = titleWithId(title, end.id, language);
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <button
          type="button"
          className={styles.node}
          onClick={() => {
            useView.getState().select([end.id]);
            viewport()?.show([end.id], { readable: true });
          }}
          title={name}
          data-node-path={joinPath(openLocation(), end.id)}
        >
          {name}
        </button>
      </dd>
      <dd className={styles.value}>{heatText(end.value, kind, language)}</dd>
    </>
  );
}

/** Where the times come from, what to do when they are not those of this network, and the measuring itself. */
function TimeState() {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const document = useDocument((state) => state.document);
  const { startedAt, failure: last, measure, cancel } = useMeasuredTimes();
  const failure = last !== null && last.signature === signatureOf(document) ? last.reason : null;
  const shown = shownTimes(document);
  const times = shown?.network.times;
  return (
    <div className={styles.state} aria-live="polite">
      {times === undefined ? null : (
        <p>
          {t('heatLegend.step', {
            batchSize: times.batchSize,
            step: formatMilliseconds(times.stepMilliseconds, language),
            device: times.device.name,
          })}
        </p>
      )}
      {startedAt !== null ? (
        <>
          <p>
            {t('heatLegend.measuring')} <Elapsed since={startedAt} />
          </p>
          <Progress value={null} aria-label={t('heatTime')} />
          <Button size="small" onClick={cancel}>
            {t('heatLegend.cancel')}
          </Button>
        </>
      ) : (
        <>
          {failure === null ? null : (
            <p role="alert" className={styles.failure}>
              {reason(failure)}
            </p>
          )}
          {shown === null && failure === null ? <p>{t('heatLegend.unmeasured')}</p> : null}
          {shown?.isCurrent === false ? (
            <p className={styles.outdated} data-testid="heat-outdated">
              {t('heatLegend.outdated')}
            </p>
          ) : null}
          {shown?.isCurrent === true ? null : (
            <Button size="small" icon={<Timer />} onClick={() => void measure()} data-testid="measure-heat">
              {t(shown === null ? 'heatLegend.measure' : 'heatLegend.again')}
            </Button>
          )}
        </>
      )}
    </div>
  );

  function reason(why: Failure): string {
    if (why.code === 'run-in-progress') return t('heatLegend.busy');
    // A measurement is canceled when a run needs the machine.
    return why.code === 'run-unknown' ? t('heatLegend.replaced') : failureText(why, language);
  }
}

/** Seconds that tick, unheard by screen readers. */
function Elapsed({ since }: { readonly since: number }) {
  const { t } = useTranslation('canvas');
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={styles.elapsed} aria-hidden="true">
      {t('heatLegend.elapsed', { seconds: Math.round((now - since) / 1_000) })}
    </span>
  );
}
