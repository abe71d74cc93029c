import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataBrowser } from '../../store/view/data-browser';
import { countByClass } from '../../store/view/data-filter';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import type { Browsed } from './browsed';
import { FilterChoice } from './FilterChoice';
import styles from './FilterPane.module.css';

/** Of a class with its bar, before it is measured. In pixels. */
const CHOICE_HEIGHT = 30;

/** The classes with their counts as bars; any number of them can be chosen. */
export function ClassFilter({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { index, pending, predictions, filter, names } = browsed;
  const counts = useMemo(
    () => countByClass({ index, pending, predictions }, filter, names.length),
    [index, pending, predictions, filter, names],
  );
  const most = counts.reduce((largest, count) => Math.max(largest, count), 1);
  const virtual = useVirtualRows({ count: names.length, estimate: CHOICE_HEIGHT, keyOf: String });
  const toggle = (label: number, isOn: boolean) => {
    const others = filter.classes.filter((other) => other !== label);
    useDataBrowser.getState().change({ classes: isOn ? [...others, label] : others });
  };
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>{t('classes')}</h3>
      <div ref={virtual.box} className={styles.classes} data-testid="class-filter">
        <ul className={styles.choices} style={{ paddingTop: virtual.before, paddingBottom: virtual.after }}>
          {virtual.rows.map(({ index: label, key }) => (
            <FilterChoice
              key={key}
              label={names[label] ?? String(label)}
              count={counts[label] ?? 0}
              most={most}
              isOn={filter.classes.includes(label)}
              onToggle={(isOn) => toggle(label, isOn)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}
