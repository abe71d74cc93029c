import { flowOf } from '../../store/document/flow';
import { boxesOf, freePlace, sizeOf } from '../../store/edits/placing';
import { addPicked } from '../../store/view/block-library';
import { currentEditContext, performEdit } from '../../store/view/edit-context';
import { useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { CategoryIcon } from '../../ui/CategoryIcon';
import type { NodeType } from '../pickers/node-types';
import styles from './Palette.module.css';
import { endPaletteDrag, startPaletteDrag } from './palette-drag';

/** One thing to add: dragged onto the canvas or a wire, or added with a click. */
export function PaletteEntry({ type }: { readonly type: NodeType }) {
  return (
    <button
      type="button"
      className={styles.entry}
      data-category={type.category}
      data-type={type.type}
      title={type.summary}
      draggable
      onDragStart={(event) => startPaletteDrag(event.dataTransfer, type)}
      onDragEnd={endPaletteDrag}
      onClick={() => addToCanvas(type)}
    >
      <span className={styles.tile}>
        <CategoryIcon category={type.category} />
      </span>
      <span className={styles.label}>{type.label}</span>
    </button>
  );
}

/** After the one selected node, else into the middle of the view. */
export function addToCanvas(made: NodeType): void {
  const context = currentEditContext();
  const { selectedNodes } = useView.getState();
  const [only] = selectedNodes;
  const isAfter = selectedNodes.size === 1 && only !== undefined && context.positions.has(only);
  const size = sizeOf(context, { id: 'new', type: made.type });
  const center = viewport()?.center() ?? { x: 0, y: 0 };
  const wanted = { x: center.x - size.width / 2, y: center.y - size.height / 2 };
  const userEdit = addPicked(
    context,
    made,
    isAfter
      ? { kind: 'after', id: only }
      : context.positions.size === 0
        ? { kind: 'first' }
        : {
            kind: 'place',
            position: freePlace(
              wanted,
              size,
              boxesOf(context).values(),
              flowOf(context.document, context.scope),
            ),
          },
  );
  performEdit(userEdit);
  const added = userEdit.select ?? [];
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show(added, { ahead: true })));
}
