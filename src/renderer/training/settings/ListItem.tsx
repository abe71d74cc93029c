import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { KindDefinition } from '../../../graph-runtime/settings/kind';
import { labeled } from '../../messages/labeled';
import { useLanguage } from '../../messages/useLanguage';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import styles from './AugmentationList.module.css';
import { relativeStep } from './relative-step';
import { SettingProblems } from './SettingProblems';

export interface ListItemProps {
  readonly item: object;
  /** Undefined for a kind that there is none of here. */
  readonly kind: KindDefinition | undefined;
  /** Its place in the settings, as diagnostics name it: `augmentation.0`. */
  readonly place: string;
  readonly number: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onChange: (key: string, value: number) => void;
  readonly onCommit: () => void;
}

/** One item of a list: its kind, its place among the others, its numbers. */
export function ListItem(props: ListItemProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const { item, kind, place, number, count } = props;
  const name = kind?.label[language] ?? '';
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <span className={styles.number}>{number}</span>
        <span className={styles.name} title={kind?.help[language]}>
          {name}
        </span>
        <IconButton
          size="small"
          icon={<ArrowUp />}
          label={t('moveUp', { name })}
          isDisabled={number === 1}
          tooltipSide="top"
          onClick={() => props.onMove(-1)}
        />
        <IconButton
          size="small"
          icon={<ArrowDown />}
          label={t('moveDown', { name })}
          isDisabled={number === count}
          tooltipSide="top"
          onClick={() => props.onMove(1)}
        />
        <IconButton
          size="small"
          icon={<X />}
          label={t('remove', { name })}
          tooltipSide="top"
          onClick={props.onRemove}
        />
      </div>
      {Object.entries(kind?.fields ?? {}).map(([key, field]) => {
        if (field.kind !== 'number') return null;
        const value: unknown = Reflect.get(item, key);
        const shown = typeof value === 'number' ? value : null;
        const { minimum, maximum, step = 1, isWhole } = field;
        return (
          <Fragment key={key}>
            <div className={styles.field} data-setting={`${place}.${key}`}>
              <span title={field.help[language]}>{field.label[language]}</span>
              <NumberField
                aria-label={labeled(name, field.label[language])}
                value={shown}
                {...(minimum === undefined ? {} : { minimum })}
                {...(maximum === undefined ? {} : { maximum })}
                isWhole={isWhole === true}
                step={step === 'relative' ? relativeStep(shown ?? 0) : step}
                onValueChange={(next) => props.onChange(key, isWhole === true ? Math.round(next) : next)}
                onValueCommitted={props.onCommit}
              />
            </div>
            <SettingProblems setting={`${place}.${key}`} />
          </Fragment>
        );
      })}
    </li>
  );
}
