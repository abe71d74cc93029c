import { Segmented } from './Segmented';
import { Select } from './Select';

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface ChoiceProps<T extends string> {
  /** Null: several different values. */
  readonly value: T | null;
  readonly options: readonly ChoiceOption<T>[];
  readonly onValueChange: (value: T) => void;
  readonly 'aria-label': string;
  readonly placeholder?: string;
  /** Latin letters that have room beside one another where it stands. */
  readonly room: number;
}

/** The space around a segment's words, in letters. */
const PADDING = 3.5;
/** A Chinese character is as wide as this many Latin letters. */
const WIDE = 1.9;

/** Whether choices fit side by side into room for this many letters. */
export function fitsSideBySide(labels: readonly string[], room: number): boolean {
  const widths = labels.map(
    (label) => PADDING + [...label].reduce((sum, letter) => sum + (letter > '\u2e7f' ? WIDE : 1), 0),
  );
  return widths.reduce((sum, width) => sum + width, 0) <= room;
}

/** One of a few: all at once where their words fit side by side, else a list that opens. */
export function Choice<T extends string>({ room, placeholder, ...props }: ChoiceProps<T>) {
  const labels = props.options.map(({ label }) => label);
  return fitsSideBySide(labels, room) ? (
    <Segmented {...props} />
  ) : (
    <Select {...props} {...(placeholder === undefined ? {} : { placeholder })} />
  );
}
