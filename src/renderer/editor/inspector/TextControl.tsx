import { useTranslation } from 'react-i18next';
import {
  firstClassLabel,
  labelNames,
  secondImageNames,
  type TargetDescription,
} from '../../../graph-runtime/datasets/target-description';
import { DOCUMENT_LIMITS } from '../../../graph-runtime/document/document';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { useDataset } from '../../store/document/datasets';
import { Choice } from '../../ui/Choice';
import { TextField } from '../../ui/TextField';
import type { ControlProps } from './control-props';

type TextProps = ControlProps<Extract<ParameterDescription, { kind: 'text' }>>;

/** For choices below their label, as wide as the panel. */
const ROOM = 38;

/** Words: the name of a label where the data set has several to choose from. */
export function TextControl(props: TextProps) {
  const target = useDataset()?.target;
  const names = target === undefined ? [] : namesFor(props.description, target);
  const isLabel = target !== undefined && names.length > 0;
  return isLabel ? <LabelChoice {...props} target={target} names={names} /> : <PlainText {...props} />;
}

function PlainText(props: TextProps) {
  const { t } = useTranslation('inspector');
  const { field } = props;
  return (
    <TextField
      aria-label={props.label}
      value={writtenIn(props)}
      maxLength={DOCUMENT_LIMITS.expressionLength}
      placeholder={field.isMixed ? t('mixed') : ''}
      isInvalid={props.isInvalid}
      onValueChange={props.onChange}
      onValueCommitted={props.onCommit}
    />
  );
}

/** The labels of a data set that a parameter can name; none where there is nothing to choose from. */
function namesFor({ names }: TextProps['description'], target: TargetDescription): readonly string[] {
  if (names === 'labels') return labelNames(target);
  return names === 'second-images' ? secondImageNames(target) : [];
}

interface LabelProps extends TextProps {
  /** Several labels. */
  readonly target: TargetDescription;
  readonly names: readonly string[];
}

/** What holds where no label is chosen: the first, of images that are compared the first that is a class. */
function unnamedLabel({ target, isComparing, names: [first = ''] }: LabelProps) {
  if (!isComparing) return { word: 'firstLabel', name: first } as const;
  return { word: 'firstClassLabel', name: firstClassLabel(target)?.column?.name ?? '–' } as const;
}

function LabelChoice(props: LabelProps) {
  const { t } = useTranslation('inspector');
  const { field } = props;
  const value = writtenIn(props);
  const unnamed = unnamedLabel(props);
  const known = ['', ...props.names];
  // A name of another data set stays as it is until another one is chosen.
  const all = field.isMixed || known.includes(value) ? known : [value, ...known];
  const change = (chosen: string) => {
    props.onChange(chosen);
    props.onCommit();
  };
  return (
    <Choice
      aria-label={props.label}
      value={field.isMixed ? null : value}
      options={all.map((name) => ({
        value: name,
        label: name === '' ? t(unnamed.word, { name: unnamed.name }) : name,
      }))}
      placeholder={t('mixed')}
      room={ROOM}
      onValueChange={change}
    />
  );
}

function writtenIn({ description, field }: TextProps): string {
  if (field.isMixed) return '';
  return typeof field.value === 'string' ? field.value : description.default;
}
