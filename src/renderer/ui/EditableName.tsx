import { type KeyboardEvent, useState } from 'react';
import styles from './EditableName.module.css';
import { TextField } from './TextField';

export interface EditableNameProps {
  readonly name: string;
  /** Names the field while the name is edited. */
  readonly label: string;
  /** How to edit it, in the tooltip after the name. */
  readonly help: string;
  /** Absent: it cannot be changed now. */
  readonly onRename?: (name: string) => void;
  /** A click opens something, or closes it again. */
  readonly isOpen?: boolean;
  readonly onOpen?: () => void;
}

const LONGEST = 200;

/** A name in its place: a double click or F2 edits it there, Enter keeps what was typed, Escape does not. */
export function EditableName({ name, label, help, onRename, isOpen, onOpen }: EditableNameProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (typed !== null) {
    const end = (isKept: boolean) => {
      setTyped(null);
      if (isKept && typed.trim() !== name) onRename?.(typed);
    };
    return (
      <TextField
        ref={selectAll}
        aria-label={label}
        value={typed}
        maxLength={LONGEST}
        onValueChange={setTyped}
        onValueCommitted={() => end(true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            // It ends the editing, not the pane around it.
            event.stopPropagation();
            end(false);
          }
        }}
      />
    );
  }
  const edit = () => {
    if (onRename !== undefined) setTyped(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') edit();
  };
  const title = onRename === undefined ? name : `${name}\n${help}`;
  return (
    <button
      type="button"
      className={styles.name}
      title={title}
      {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
      // The second click of a double click is not to close again what the first one opened.
      onClick={(event) => {
        if (event.detail < 2) onOpen?.();
      }}
      onDoubleClick={edit}
      onKeyDown={onKeyDown}
    >
      {name}
    </button>
  );
}

function selectAll(field: HTMLInputElement | null): void {
  if (field === null || field === document.activeElement) return;
  field.focus();
  field.select();
}
