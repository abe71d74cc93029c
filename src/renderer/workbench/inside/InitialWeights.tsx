import { Sprout } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { failureText } from '../../../contract/failures';
import { parentPath } from '../../../graph-runtime/document/node-path';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { useInspection } from '../../store/runs/use-inspection';
import { useWeightNames } from '../../store/view/node-names';
import { goToPath } from '../../store/view/problems';
import health from './HealthTable.module.css';
import { HistogramOverTime } from './HistogramOverTime';
import styles from './InitialWeights.module.css';
import { BINS } from './use-histograms';

export interface InitialWeightsProps {
  /** Of the network with its initial weights. */
  readonly id: string;
  /** Path of the node selected on the canvas. */
  readonly selected: string | null;
}

/** Before anything was trained: what every weight starts with. A click on a row selects its node on the canvas. */
export function InitialWeights({ id, selected }: InitialWeightsProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const nameOfWeight = useWeightNames();
  const seed = useDocument((state) => state.document.training.seed);
  const { answer, failure } = useInspection(id, { type: 'histograms', bins: BINS }, 'histograms');
  return (
    <section className={health.box} aria-label={t('health')}>
      <p className={styles.note} data-testid="initial-note">
        <Sprout aria-hidden="true" />
        <span>
          <strong>{t('initialTitle')}</strong> {t('initialText', { seed: String(seed) })}
        </span>
      </p>
      {failure === null ? null : <p className={health.none}>{failureText(failure, language)}</p>}
      {answer === null && failure === null ? <p className={health.none}>{t('asking')}</p> : null}
      {answer === null ? null : (
        <table className={health.table} data-testid="initial-weights">
          <thead>
            <tr>
              <th scope="col">{t('columns.name')}</th>
              <th scope="col">{t('columns.values')}</th>
            </tr>
          </thead>
          <tbody>
            {answer.weights.map(({ name, values }) => (
              <tr key={name} data-selected={parentPath(name) === selected ? '' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={health.name}
                    onClick={() => goToPath(parentPath(name))}
                    data-node-path={parentPath(name)}
                  >
                    {nameOfWeight(name)}
                  </button>
                </th>
                <td className={styles.values}>
                  <HistogramOverTime title="" moments={[{ epoch: null, histogram: values }]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
