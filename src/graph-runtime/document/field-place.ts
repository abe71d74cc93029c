/** Where a value is in a document: `['nodes', 3, 'position']`. */
export type FieldPlace = readonly (string | number)[];

/** A place as people read it: `nodes[3].position.x`; `file` for the document itself. */
export function formatPlace(place: readonly PropertyKey[]): string {
  let text = '';
  for (const key of place) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? String(key) : `.${String(key)}`;
  }
  return text === '' ? 'file' : text;
}
