import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { AugmentationStep } from '../../../graph-runtime/document/training-settings';
import { labelled } from '../../messages/labelled';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import { NumberField } from '../../ui/NumberField';
import styles from './AugmentationList.module.css';
import {
  AUGMENTATION_FIELDS,
  AUGMENTATION_TYPES,
  changeAugmentation,
  createAugmentation,
  moveAugmentation,
  readAugmentation,
} from './augmentation-fields';
import { SettingProblems } from './SettingProblems';
import type { TrainingSettingsEditor } from './use-training-settings';

const NONE: readonly AugmentationStep[] = [];

/** How training images are changed at random, one after the other: to add, to order, to take away, to set. */
export function AugmentationList({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const steps = editor.settings.augmentation ?? NONE;
  const replace = (next: readonly AugmentationStep[], gesture?: string) =>
    editor.change({ augmentation: next.length === 0 ? undefined : [...next] }, gesture);
  const keys = keysOf(steps);
  return (
    <div className={styles.section}>
      <div className={styles.head}>
        <span className={styles.title}>{t('augmentation')}</span>
        <Menu
          align="end"
          trigger={
            <Button size="small" icon={<Plus />}>
              {t('addAugmentation')}
            </Button>
          }
          entries={AUGMENTATION_TYPES.map((type) => ({
            kind: 'item' as const,
            id: type,
            label: t(`augmentations.${type}`),
            onSelect: () => replace([...steps, createAugmentation(type)]),
          }))}
        />
      </div>
      {steps.length === 0 ? <p className={styles.empty}>{t('noAugmentation')}</p> : null}
      <ol className={styles.list}>
        {steps.map((step, index) => (
          <AugmentationItem
            key={keys[index]}
            step={step}
            number={index + 1}
            count={steps.length}
            onMove={(by) => replace(moveAugmentation(steps, index, by))}
            onRemove={() => replace(steps.filter((_, at) => at !== index))}
            onChange={(key, value) => {
              const changed = changeAugmentation(steps, index, key, value);
              if (changed !== null) replace(changed, `training.augmentation.${index}.${key}`);
            }}
            onCommit={editor.endGesture}
          />
        ))}
      </ol>
    </div>
  );
}

/** The first rotation, the second rotation, ...: equal steps are told apart by their number among their kind. */
function keysOf(steps: readonly AugmentationStep[]): string[] {
  return steps.map(({ type }, index) => {
    const before = steps.slice(0, index).filter((other) => other.type === type);
    return `${type} ${before.length}`;
  });
}

interface AugmentationItemProps {
  readonly step: AugmentationStep;
  readonly number: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onChange: (
    key: (typeof AUGMENTATION_FIELDS)[AugmentationStep['type']][number]['key'],
    value: number,
  ) => void;
  readonly onCommit: () => void;
}

function AugmentationItem(props: AugmentationItemProps) {
  const { t } = useTranslation('training');
  const { step, number, count } = props;
  const name = t(`augmentations.${step.type}`);
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        <span className={styles.number}>{number}</span>
        <span className={styles.name}>{name}</span>
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
      {AUGMENTATION_FIELDS[step.type].map((field) => (
        <Fragment key={field.key}>
          <div className={styles.field} data-setting={`augmentation.${number - 1}.${field.key}`}>
            <span>{t(`augmentationFields.${field.key}`)}</span>
            <NumberField
              aria-label={labelled(name, t(`augmentationFields.${field.key}`))}
              value={readAugmentation(step, field.key)}
              minimum={field.minimum}
              maximum={field.maximum}
              step={field.step}
              onValueChange={(value) => props.onChange(field.key, value)}
              onValueCommitted={props.onCommit}
            />
          </div>
          <SettingProblems setting={`augmentation.${number - 1}.${field.key}`} />
        </Fragment>
      ))}
    </li>
  );
}
