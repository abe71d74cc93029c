import { Flame } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { showHeatMap } from '../../store/view/heat';
import { type HeatMeasure, useView } from '../../store/view/view';
import { Menu } from '../../ui/Menu';
import { MenuButton } from './MenuButton';

const MEASURES: readonly HeatMeasure[] = [
  'none',
  'parameters',
  'multiplyAccumulates',
  'activationBytes',
  'time',
];

/** What the heat map on the cards shows. */
export function HeatMenu() {
  const { t } = useTranslation('canvas');
  const heat = useView((state) => state.heat);
  const labels: Readonly<Record<HeatMeasure, string>> = {
    none: t('heatNone'),
    parameters: t('heatParameters'),
    multiplyAccumulates: t('heatMultiplyAccumulates'),
    activationBytes: t('heatActivationBytes'),
    time: t('heatTime'),
  };
  return (
    <Menu
      trigger={<MenuButton label={t('heat')} icon={<Flame aria-hidden="true" />} isOn={heat !== 'none'} />}
      entries={[
        {
          kind: 'choice',
          id: 'heat',
          heading: t('heat'),
          value: heat,
          options: MEASURES.map((value) => ({ value, label: labels[value] })),
          onSelect: (value) => {
            const measure = MEASURES.find((candidate) => candidate === value);
            if (measure !== undefined) showHeatMap(measure, analysisOf(useDocument.getState().document));
          },
        },
      ]}
    />
  );
}
