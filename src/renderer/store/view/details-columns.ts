import { z } from 'zod';

/** The panel at the right of a wide window: inspector and training side by side. All widths are in pixels at the normal text size. */

export const columnsSchema = z.object({ inspector: z.number().positive(), training: z.number().positive() });
export type DetailsColumns = Readonly<z.infer<typeof columnsSchema>>;

export const NORMAL_COLUMNS: DetailsColumns = { inspector: 320, training: 416 };

/** Narrower, labels and fields of a column come below one another, and the buttons of a run have no room. */
const LEAST: DetailsColumns = { inspector: 280, training: 320 };
/** Library and canvas keep as much of the window. */
const REST = 640;

const clamp = (value: number, least: number, most: number) =>
  Math.round(Math.min(Math.max(least, most), Math.max(least, value)));

/** How much both may take of a window. */
function roomOf(windowWidth: number): number {
  return Math.max(LEAST.inspector + LEAST.training, windowWidth - REST);
}

/** The widths that fit into a window: where they do not, the training gives way first. */
export function fittedColumns({ inspector, training }: DetailsColumns, windowWidth: number): DetailsColumns {
  const room = roomOf(windowWidth);
  const fitted = clamp(training, LEAST.training, room - clamp(inspector, LEAST.inspector, room));
  return { inspector: clamp(inspector, LEAST.inspector, room - fitted), training: fitted };
}

/** What the edge of the panel may make of the inspector. */
export function inspectorRange({ training }: DetailsColumns, windowWidth: number) {
  const { inspector: normal } = NORMAL_COLUMNS;
  return { least: LEAST.inspector, normal, most: roomOf(windowWidth) - training };
}

export function withInspector(columns: DetailsColumns, width: number, windowWidth: number): DetailsColumns {
  const { least, most } = inspectorRange(columns, windowWidth);
  return { ...columns, inspector: clamp(width, least, most) };
}

/** What the edge between the columns may make of the training: the panel as a whole keeps its width. */
export function trainingRange({ inspector, training }: DetailsColumns) {
  const { training: normal } = NORMAL_COLUMNS;
  return { least: LEAST.training, normal, most: inspector + training - LEAST.inspector };
}

export function withTraining(columns: DetailsColumns, width: number): DetailsColumns {
  const { least, most } = trainingRange(columns);
  const training = clamp(width, least, most);
  return { training, inspector: columns.inspector + columns.training - training };
}
