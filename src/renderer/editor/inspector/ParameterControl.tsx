import { useTranslation } from 'react-i18next';
import type { ParameterDescription } from '../../../graph-runtime/layers/parameter';
import { useLanguage } from '../../messages/useLanguage';
import { Choice } from '../../ui/Choice';
import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import type { ControlProps } from './control-props';
import { PaddingControl } from './PaddingControl';
import { PairControl } from './PairControl';
import { ShapeControl } from './ShapeControl';
import { TextControl } from './TextControl';

/** For choices below their label, as wide as the panel. */
const ROOM = 38;

/** The control that fits the kind of parameter. */
export function ParameterControl({ description, ...rest }: ControlProps) {
  switch (description.kind) {
    case 'integer':
    case 'number':
      return <NumberControl {...rest} description={description} />;
    case 'boolean':
      return <BooleanControl {...rest} description={description} />;
    case 'choice':
      return <ChoiceControl {...rest} description={description} />;
    case 'text':
      return <TextControl {...rest} description={description} />;
    case 'pair':
      return <PairControl {...rest} description={description} />;
    case 'padding':
      return <PaddingControl {...rest} description={description} />;
    case 'shape':
      return <ShapeControl {...rest} description={description} />;
  }
}

type Kind<K extends ParameterDescription['kind']> = Extract<ParameterDescription, { kind: K }>;

function NumberControl(props: ControlProps<Kind<'integer'> | Kind<'number'>>) {
  const { t } = useTranslation('inspector');
  const { description, field } = props;
  const value = field.isMixed ? null : typeof field.value === 'number' ? field.value : description.default;
  const step = description.kind === 'integer' ? 1 : (description.step ?? 0.1);
  return (
    <NumberField
      aria-label={props.label}
      value={value}
      minimum={description.minimum}
      maximum={description.maximum}
      step={step}
      placeholder={t('mixed')}
      isInvalid={props.isInvalid}
      onValueChange={props.onChange}
      onValueCommitted={props.onCommit}
    />
  );
}

function BooleanControl(props: ControlProps<Kind<'boolean'>>) {
  const { description, field } = props;
  return (
    <Switch
      aria-label={props.label}
      isOn={typeof field.value === 'boolean' ? field.value : field.isMixed ? false : description.default}
      onToggle={(isOn) => {
        props.onChange(isOn);
        props.onCommit();
      }}
    />
  );
}

function ChoiceControl(props: ControlProps<Kind<'choice'>>) {
  const { t } = useTranslation('inspector');
  const language = useLanguage();
  const { description, field } = props;
  const options = description.choices.map((choice) => ({
    value: choice.value,
    label: choice.label[language],
  }));
  const value = field.isMixed ? null : typeof field.value === 'string' ? field.value : description.default;
  const change = (chosen: string) => {
    props.onChange(chosen);
    props.onCommit();
  };
  return (
    <Choice
      aria-label={props.label}
      value={value}
      options={options}
      placeholder={t('mixed')}
      room={ROOM}
      onValueChange={change}
    />
  );
}
