import { Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { withSettingAt } from '../../../graph-runtime/settings/change';
import type { NumberField } from '../../../graph-runtime/settings/field';
import { IconButton } from '../../ui/IconButton';
import { FinderButton } from '../finder/FinderButton';
import { useTimeNote } from '../forecast/use-time-note';
import { FieldRow, type FieldRowProps } from './FieldRow';
import { useMemoryNote } from './use-memory-note';

type Meaning = NonNullable<NumberField['meaning']>;

/** Rows of numbers for which the window has more than a field, by what the number is. */
export const MEANINGS: Readonly<Record<Meaning, (props: FieldRowProps) => ReactNode>> = {
  'learning-rate': LearningRateRow,
  seed: SeedRow,
  'batch-size': BatchSizeRow,
  epochs: EpochsRow,
};

function LearningRateRow(props: FieldRowProps) {
  return <FieldRow {...props} aside={<FinderButton />} />;
}

function SeedRow(props: FieldRowProps) {
  const { t } = useTranslation('training');
  const { editor, path } = props;
  const draw = () => {
    const changed = withSettingAt(editor.settings, path, drawSeed());
    if (changed !== null) editor.change(changed);
  };
  const button = <IconButton icon={<Dices />} label={t('newSeed')} tooltipSide="top" onClick={draw} />;
  return <FieldRow {...props} aside={button} />;
}

/** Four digits are enough to be another one, and short enough to say. */
function drawSeed(): number {
  return Math.floor(Math.random() * 10_000);
}

function BatchSizeRow(props: FieldRowProps) {
  return <FieldRow {...props} {...useMemoryNote()} />;
}

function EpochsRow(props: FieldRowProps) {
  return <FieldRow {...props} {...useTimeNote()} />;
}
