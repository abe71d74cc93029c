import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { Check } from 'lucide-react';
import styles from './ToggleList.module.css';

export interface ToggleListProps {
  readonly values: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onValuesChange: (values: readonly string[]) => void;
  readonly 'aria-label': string;
}

/** Choices of which any number can be pressed; they wrap where there are many. */
export function ToggleList({ values, options, onValuesChange, 'aria-label': label }: ToggleListProps) {
  return (
    <ToggleGroup
      multiple
      className={styles.list}
      aria-label={label}
      value={values}
      onValueChange={(pressed) => onValuesChange(pressed)}
    >
      {options.map((option) => (
        <Toggle key={option.value} value={option.value} className={styles.option}>
          {values.includes(option.value) ? <Check aria-hidden /> : null}
          {option.label}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
