import type { Group } from 'h5wasm/node';

/** A file of HDF5 as tests write it: texts at its root, and arrays of floats whose values count from `first`, by their places. */
export async function writeHdf5(
  path: string,
  texts: Readonly<Record<string, string>>,
  shapes: Readonly<Record<string, readonly number[]>>,
  first = 0,
): Promise<void> {
  // Loaded where it is used: benches run these sources as they are, and the library has no form for `require`.
  const { File, ready } = await import('h5wasm/node');
  await ready;
  const file = new File(path, 'w');
  for (const [name, text] of Object.entries(texts)) file.create_attribute(name, text);
  const groups = new Map<string, Group>([['', file]]);
  const groupAt = (place: string): Group => {
    const known = groups.get(place);
    if (known !== undefined) return known;
    const at = place.lastIndexOf('/');
    const made = groupAt(place.slice(0, Math.max(0, at))).create_group(place.slice(at + 1));
    groups.set(place, made);
    return made;
  };
  for (const [place, shape] of Object.entries(shapes)) {
    const at = place.lastIndexOf('/');
    const count = shape.reduce((product, size) => product * size, 1);
    const data = Float32Array.from({ length: count }, (_, index) => first + index);
    groupAt(place.slice(0, at)).create_dataset({
      name: place.slice(at + 1),
      data,
      shape: [...shape],
      dtype: '<f',
    });
  }
  file.close();
}
