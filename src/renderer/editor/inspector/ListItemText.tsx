import { type ReactNode, useContext, useMemo } from 'react';
import { type TypedText, TypedTextContext, typedInList } from '../../ui/typed-text';

export interface ListItemTextProps {
  /** The whole list as it is. */
  readonly items: readonly (number | string)[];
  /** The place of the item that has its field in here. */
  readonly at: number;
  readonly children: ReactNode;
}

/** An expression that is typed for one item of a list, as part of the expression for all of it: the other items are kept. */
export function ListItemText({ items, at, children }: ListItemTextProps) {
  const onText = useContext(TypedTextContext);
  const onItemText = useMemo(
    () => (onText === null ? null : (typed: TypedText) => onText(typedInList(items, at, typed))),
    [onText, items, at],
  );
  return <TypedTextContext value={onItemText}>{children}</TypedTextContext>;
}
