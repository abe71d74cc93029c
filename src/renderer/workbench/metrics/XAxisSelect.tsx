import { useTranslation } from 'react-i18next';
import { useCurveView, X_AXES } from '../../store/runs/curve-view';
import { Select } from '../../ui/Select';
import styles from './CurvesView.module.css';

/** What all charts are drawn over. */
export function XAxisSelect() {
  const { t } = useTranslation('workbench');
  const xAxis = useCurveView((state) => state.xAxis);
  return (
    <span className={styles.axis} title={t('xAxisHelp')}>
      <Select
        aria-label={t('xAxis')}
        value={xAxis}
        options={X_AXES.map((value) => ({ value, label: t(`xAxes.${value}`) }))}
        onValueChange={(value) => useCurveView.getState().change({ xAxis: value })}
      />
    </span>
  );
}
