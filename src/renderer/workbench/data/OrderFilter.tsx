import { useTranslation } from 'react-i18next';
import { useDataBrowser } from '../../store/view/data-browser';
import { type DataOrder, outcomeKind } from '../../store/view/data-outcomes';
import { labelColumns, ofLabel } from '../../store/view/data-labels';
import type { LabelOrder } from '../../store/view/data-order';
import { Select } from '../../ui/Select';
import { type Browsed, browsedLabel } from './browsed';
import styles from './FilterPane.module.css';

/** In which order the examples are shown: as stored, by their labels, or by what the chosen run made of them. */
export function OrderFilter({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { filter } = browsed;
  const byLabel = labelOrders(browsed).flatMap(({ label, value, name }) =>
    [false, true].map((isDescending) => ({
      value: JSON.stringify({ label, value, isDescending }),
      label: t(isDescending ? 'orderDescending' : 'orderBy', { name: name ?? t('label') }),
    })),
  );
  const byRun = predictedOrders(browsed).map((value) => ({ value, label: t(`orders.${value}`) }));
  const options: readonly { readonly value: string; readonly label: string }[] = [
    { value: 'stored', label: t('orders.stored') },
    ...byRun,
    ...byLabel,
  ];
  if (options.length === 1) return null;
  const value = typeof filter.order === 'string' ? filter.order : JSON.stringify(filter.order);
  const isKnown = options.some((option) => option.value === value);
  return (
    <div className={styles.labeled}>
      <span aria-hidden="true">{t('order')}</span>
      <Select
        aria-label={t('order')}
        value={isKnown ? value : 'stored'}
        options={options}
        onValueChange={(next) =>
          useDataBrowser.getState().change({ order: next.startsWith('{') ? JSON.parse(next) : next })
        }
      />
    </div>
  );
}

/** By the output that is shown of the chosen run, as far as its kind has any. */
function predictedOrders({ output }: Browsed): readonly DataOrder[] {
  return output === null ? [] : outcomeKind(output.target).orders;
}

/** A label to sort by, with its name; of labels without a name, what they are called. */
interface NamedOrder extends Pick<LabelOrder, 'label' | 'value'> {
  readonly name: string | null;
}

/** By each label; of several numbers, by each of them. */
function labelOrders(browsed: Browsed): readonly NamedOrder[] {
  const { target } = browsed;
  if (target.kind === 'columns')
    return labelColumns(target).flatMap(({ name }) => {
      const of = ofLabel(browsed, name);
      const orders = labelOrders(browsedLabel(browsed, of.column?.name ?? name));
      return orders.map((order) => ({ ...order, label: name, name: order.name ?? name }));
    });
  if (target.kind === 'numbers') return target.names.map((name, value) => ({ label: '', value, name }));
  const isSorted = target.kind === 'class' || target.kind === 'classes';
  return isSorted ? [{ label: '', value: 0, name: null }] : [];
}
