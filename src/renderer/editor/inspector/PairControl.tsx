import { Link2, Link2Off } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { ControlGroup } from '../../ui/ControlGroup';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import type { ControlProps } from './control-props';
import { ListItemText } from './ListItemText';
import styles from './PairControl.module.css';
import { readPair, writePair } from './parameter-values';

/** Height and width, linked while they are equal: then one changes the other. */
export function PairControl(props: ControlProps<Extract<ParameterDescription, { kind: 'pair' }>>) {
  const { t } = useTranslation('inspector');
  const { description, field, label } = props;
  const pair = field.isMixed ? null : readPair(field.value, description.default);
  const isEqual = pair === null || pair[0] === pair[1];
  const [isFree, setFree] = useState(false);
  const isLinked = isEqual && !isFree;
  // One expression for both while they are linked.
  const items = isLinked || pair === null ? [''] : pair;
  const change = (index: 0 | 1) => (value: number) => {
    const other = pair?.[index === 0 ? 1 : 0] ?? value;
    if (isLinked) props.onChange(writePair(value, value));
    else props.onChange(index === 0 ? writePair(value, other) : writePair(other, value));
  };
  const shared = {
    minimum: description.minimum,
    maximum: description.maximum,
    placeholder: t('mixed'),
    isInvalid: props.isInvalid,
    onValueCommitted: props.onCommit,
  };
  return (
    <ControlGroup className={styles.pair} label={label}>
      <ListItemText items={items} at={0}>
        <NumberField
          {...shared}
          aria-label={t('height', { label })}
          value={pair?.[0] ?? null}
          onValueChange={change(0)}
        />
      </ListItemText>
      <IconButton
        size="small"
        icon={isLinked ? <Link2 /> : <Link2Off />}
        label={t(isLinked ? 'unlink' : 'link')}
        isPressed={isLinked}
        onClick={() => {
          if (isLinked) setFree(true);
          else {
            setFree(false);
            if (pair !== null && !isEqual) {
              props.onChange(writePair(pair[0], pair[0]));
              props.onCommit();
            }
          }
        }}
      />
      <ListItemText items={items} at={items.length === 1 ? 0 : 1}>
        <NumberField
          {...shared}
          aria-label={t('width', { label })}
          value={pair?.[1] ?? null}
          onValueChange={change(1)}
        />
      </ListItemText>
    </ControlGroup>
  );
}
