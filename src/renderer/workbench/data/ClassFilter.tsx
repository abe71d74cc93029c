import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDataBrowser } from '../../store/view/data-browser';
import { countByClass } from '../../store/view/data-filter';
import { changedFilter, filterOf, type TargetFilter } from '../../store/view/data-targets';
import { Segmented } from '../../ui/Segmented';
import { useVirtualRows } from '../../ui/use-virtual-rows';
import { ClassSwatch } from '../results/ClassLegend';
import type { Browsed } from './browsed';
import { hasMasks, hasOneClass } from './browsed';
import { FilterChoice } from './FilterChoice';
import styles from './FilterPane.module.css';

/** Of a class with its bar, before it is measured. In pixels. */
const CHOICE_HEIGHT = 30;

/** The classes with their counts as bars; any number of them can be chosen. Of masks they are the legend, too. */
export function ClassFilter({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { filter, names, column } = browsed;
  const { index, target, pending, masks, masksOfLabels, predictions, learned } = browsed.whole ?? browsed;
  const name = column?.name;
  const { counts, empty } = useMemo(() => {
    const all = { index, target, pending, masks, masksOfLabels, predictions, learned };
    return countByClass(all, filter, names.length, name);
  }, [index, target, pending, masks, masksOfLabels, predictions, learned, filter, names.length, name]);
  const asked = filterOf(browsed, filter);
  const most = counts.reduce((largest, count) => Math.max(largest, count), 1);
  const virtual = useVirtualRows({ count: names.length, estimate: CHOICE_HEIGHT, keyOf: String });
  const change = (changes: Partial<TargetFilter>) =>
    useDataBrowser.getState().change(changedFilter(browsed, filter, changes));
  const toggle = (label: number, isOn: boolean) => {
    const others = asked.classes.filter((other) => other !== label);
    change({ classes: isOn ? [...others, label] : others, isEmpty: false });
  };
  const isOfOne = hasOneClass(browsed);
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>{t('classes')}</h3>
      {isOfOne || asked.classes.length < 2 ? null : (
        <Segmented
          aria-label={t('match')}
          value={asked.match}
          options={(['any', 'all'] as const).map((value) => ({ value, label: t(`matches.${value}`) }))}
          onValueChange={(match) => change({ match })}
        />
      )}
      <div ref={virtual.box} className={styles.classes} data-testid="class-filter">
        <ul className={styles.choices} style={{ paddingTop: virtual.before, paddingBottom: virtual.after }}>
          {virtual.rows.map(({ index: label, key }) => (
            <FilterChoice
              key={key}
              label={names[label] ?? String(label)}
              count={counts[label] ?? 0}
              most={most}
              mark={hasMasks(browsed) ? <ClassSwatch index={label} /> : undefined}
              isOn={asked.classes.includes(label)}
              onToggle={(isOn) => toggle(label, isOn)}
            />
          ))}
        </ul>
      </div>
      {isOfOne || (empty === 0 && !asked.isEmpty) ? null : (
        <ul className={styles.choices}>
          <FilterChoice
            label={hasMasks(browsed) ? t('emptyMask', { name: names[0] ?? '0' }) : t('withoutLabels')}
            count={empty}
            isOn={asked.isEmpty}
            onToggle={(isEmpty) => change({ isEmpty, classes: [] })}
          />
        </ul>
      )}
    </div>
  );
}
