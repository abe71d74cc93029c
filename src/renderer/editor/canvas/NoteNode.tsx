import { type NodeProps, NodeResizer } from '@xyflow/react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteSpec } from '../../../graph-runtime/document/document';
import { noteKey } from '../../store/document/notes';
import { setNote } from '../../store/edits/notes';
import { performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import styles from './NoteNode.module.css';
import type { NoteCanvasNode } from './projection';
import { useScreenUnit } from './zoom-step';

/** Sizes of the text: in canvas units, in pixels of the window at the normal text size, and the largest in canvas units. */
const TEXT = { normal: 13, least: 11, most: 40 } as const;
const SMALLEST_WIDTH = 120;
const SMALLEST_HEIGHT = 48;

/** Text on the canvas, or a colored frame around nodes. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteCanvasNode>) {
  const { note } = data;
  return (
    <div
      className={styles.note}
      data-kind={note.kind}
      data-color={note.color ?? 'yellow'}
      data-selected={selected ? '' : undefined}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={SMALLEST_WIDTH}
        minHeight={SMALLEST_HEIGHT}
        lineClassName={styles.line ?? ''}
        handleClassName={styles.handle ?? ''}
        onResizeEnd={(_event, { x, y, width, height }) =>
          performEdit(
            setNote(
              {
                ...note,
                position: { x: Math.round(x), y: Math.round(y) },
                size: { width: Math.round(width), height: Math.round(height) },
              },
              false,
            ),
          )
        }
      />
      <NoteText key={note.text} note={note} />
    </div>
  );
});

function NoteText({ note }: { readonly note: NoteSpec }) {
  const { t } = useTranslation('canvas');
  const [text, setText] = useState(note.text);
  const isFrame = note.kind === 'frame';
  const fontSize = Math.min(TEXT.most, Math.max(TEXT.normal, TEXT.least * useScreenUnit()));
  const frameRef = useRef<HTMLInputElement>(null);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const isWritten = useView((state) => state.renaming === noteKey(note.id));
  useEffect(() => {
    if (!isWritten) return;
    (isFrame ? frameRef.current : noteRef.current)?.focus();
    useView.getState().startRenaming(null);
  }, [isWritten, isFrame]);
  const shared = {
    className: `${styles.text} nodrag`,
    style: { fontSize },
    'aria-label': t(isFrame ? 'frameText' : 'noteText'),
    placeholder: t(isFrame ? 'framePlaceholder' : 'notePlaceholder'),
    value: text,
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => setText(event.target.value),
    // The note stays selected, for the canvas' keys.
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      viewport()?.focus();
    },
    onBlur: () => {
      if (text !== note.text) performEdit(setNote({ ...note, text }, false));
    },
  };
  return isFrame ? <input ref={frameRef} {...shared} /> : <textarea ref={noteRef} {...shared} />;
}
