import { Minus, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { labeled } from '../../messages/labeled';
import { ControlGroup } from '../../ui/ControlGroup';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import type { ControlProps } from './control-props';
import { ListItemText } from './ListItemText';
import { readShape } from './parameter-values';
import styles from './ShapeControl.module.css';

const AXES = ['axisHeight', 'axisWidth', 'axisChannels'] as const;

/** The sizes of a shape's axes; axes can be added and taken away within the layer's limits. */
export function ShapeControl(props: ControlProps<Extract<ParameterDescription, { kind: 'shape' }>>) {
  const { t } = useTranslation('inspector');
  const { description, field, label } = props;
  const shape = field.isMixed ? null : readShape(field.value, description.default);
  const sizes = shape ?? [...description.default];
  const axisName = (index: number) =>
    sizes.length === AXES.length ? t(AXES[index] ?? 'axisHeight') : t('axis', { number: index + 1 });
  const change = (next: number[]) => {
    props.onChange(next);
    props.onCommit();
  };
  return (
    <ControlGroup className={styles.shape} label={label}>
      {sizes.map((size, index) => (
        <div key={axisName(index)} className={styles.axis}>
          <ListItemText items={sizes} at={index}>
            <NumberField
              label={axisName(index)}
              aria-label={labeled(label, axisName(index))}
              value={shape === null ? null : size}
              minimum={description.allowsOpen === true ? -1 : 1}
              maximum={description.maximum}
              placeholder={t('mixed')}
              isInvalid={props.isInvalid}
              onValueChange={(value) => props.onChange(sizes.map((old, at) => (at === index ? value : old)))}
              onValueCommitted={props.onCommit}
            />
          </ListItemText>
        </div>
      ))}
      {description.minimumRank === description.maximumRank ? null : (
        <span className={styles.rank}>
          <IconButton
            size="small"
            icon={<Minus />}
            label={t('removeAxis')}
            isDisabled={sizes.length <= description.minimumRank}
            onClick={() => change(sizes.slice(0, -1))}
          />
          <IconButton
            size="small"
            icon={<Plus />}
            label={t('addAxis')}
            isDisabled={sizes.length >= description.maximumRank}
            onClick={() => change([...sizes, 1])}
          />
        </span>
      )}
    </ControlGroup>
  );
}
