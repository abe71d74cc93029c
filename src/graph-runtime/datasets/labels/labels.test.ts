import { describe, expect, it } from 'vitest';
import {
  columnsOf,
  labelKindOf,
  layoutWithImages,
  maskNames,
  secondImageNamed,
  secondImageNames,
  storedValueCount,
  type TargetDescription,
  targetDescriptionSchema,
} from '../target-description';
import { labelBytes, type PreparedTarget, type SourceTarget } from './label-kind';
import { labelKinds } from './registry';
import { imageOfRows, numbersOfRows } from './row-layout';

/* What every kind of labels has to keep, by an example of each. */

interface Example {
  readonly description: TargetDescription;
  readonly label: PreparedTarget;
  readonly bytes: readonly number[];
  /** As a source has it; absent: it is an image. */
  readonly source?: SourceTarget;
  /** Stored values that are no such labels. */
  readonly flawed?: readonly number[];
}

const classNames = ['cat', '狗', 'emu'];
const examples: { readonly [K in TargetDescription['kind']]: Example } = {
  class: {
    description: { kind: 'class', classNames },
    source: { type: 'class', name: '狗' },
    label: 1,
    bytes: [1, 0, 0, 0],
    flawed: [0, 3],
  },
  classes: {
    description: { kind: 'classes', classNames },
    source: { type: 'classes', names: ['emu', 'cat'] },
    label: [2, 0],
    bytes: [1, 0, 1],
    flawed: [0, 1, 2],
  },
  numbers: {
    description: { kind: 'numbers', names: ['height'], mean: [0], deviation: [1] },
    source: { type: 'numbers', values: [-2] },
    label: [-2],
    bytes: [0, 0, 0, 192],
    flawed: [1, Number.NaN],
  },
  mask: {
    description: { kind: 'mask', classNames, ignore: 255 },
    label: Uint8Array.of(0, 1, 2, 255),
    bytes: [0, 1, 2, 255],
    flawed: [0, 1, 2, 3],
  },
  image: {
    description: { kind: 'image', channels: 1, scale: 2 },
    label: Uint8Array.from({ length: 16 }, (_, at) => 17 * at),
    bytes: Array.from({ length: 16 }, (_, at) => 17 * at),
  },
  columns: {
    description: {
      kind: 'columns',
      columns: [
        { name: 'animal', target: { kind: 'class', classNames } },
        { name: 'size', target: { kind: 'numbers', names: ['w', 'h'], mean: [0, 0], deviation: [1, 1] } },
        { name: 'tags', target: { kind: 'classes', classNames: ['old', 'new'] } },
        { name: 'height', target: { kind: 'numbers', names: ['height'], mean: [0], deviation: [1] } },
        { name: 'age', target: { kind: 'features', names: ['age'], mean: [2], deviation: [4] } },
      ],
    },
    source: { type: 'columns', values: ['狗', [2, -2], ['new'], -2, 2] },
    label: [1, 2, -2, 0, 1, -2, 2],
    bytes: [
      ...[0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 0, 192],
      ...[0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 0, 64],
    ],
    flawed: [0, 2, -2, 1, 0, 0, Number.NaN],
  },
  none: { description: { kind: 'none' }, source: { type: 'none' }, label: null, bytes: [] },
};
const shape = [2, 2, 1];

describe('several labels with second images among them', () => {
  const description: TargetDescription = {
    kind: 'columns',
    columns: [
      { name: 'right', target: { kind: 'image', channels: 3, scale: 2 } },
      { name: 'animal', target: { kind: 'class', classNames } },
      { name: 'outline', target: { kind: 'mask', classNames: ['left', 'right'] } },
      { name: 'depth', target: { kind: 'image', channels: 1, scale: 1 } },
    ],
  };
  const kind = labelKindOf(description);
  const right = Uint8Array.from({ length: 48 }, (_, at) => at);
  const images = [right, Uint8Array.of(0, 1, 1, 0), Uint8Array.of(9, 8, 7, 6)];
  const bytes = [...[0, 0, 128, 63], ...right, ...[0, 1, 1, 0], ...[9, 8, 7, 6]];

  it('are rows of bytes: numbers first, then each image in as many bytes as it has', () => {
    expect(targetDescriptionSchema.parse(description)).toEqual(description);
    expect(kind.storage(description, shape)).toEqual({ dtype: 'uint8', shape: [60] });
    expect([...(kind.encode({ numbers: [1], images }, 60) ?? [])]).toEqual(bytes);
    const layout = layoutWithImages(description);
    expect(layout).toEqual({ numbers: 1, images: [12, 1, 1] });
    if (layout === null) throw new Error('images are among the labels');
    const rows = Uint8Array.from([...bytes, ...bytes]);
    expect([...numbersOfRows(rows, 2, layout)]).toEqual([1, 1]);
    expect([...imageOfRows(rows, 2, layout, 0)]).toEqual([...right, ...right]);
    expect([...imageOfRows(rows, 2, layout, 2)]).toEqual([9, 8, 7, 6, 9, 8, 7, 6]);
  });

  it('are found by their names, and wrong masks between them by their pixels', () => {
    expect(secondImageNamed(description, '')?.column?.name).toBe('right');
    expect(secondImageNamed(description, 'depth')?.column?.image).toBe(2);
    expect(secondImageNamed(description, 'outline')).toBeNull();
    expect(secondImageNames(description)).toEqual(['right', 'depth']);
    expect(maskNames(description)).toEqual(['outline']);
    expect(secondImageNamed({ kind: 'image', channels: 1, scale: 1 }, '')?.column).toBeNull();
    expect(kind.flawOf?.(Uint8Array.from(bytes), description, shape)).toBeNull();
    const wrong = Uint8Array.from(bytes);
    wrong[53] = 2;
    expect(kind.flawOf?.(wrong, description, shape)).toContain('2 classes');
  });

  it('are planned with the channels and the scale that the files have', () => {
    const plan = kind.plan?.({
      ...{ classNames, targetNames: [] },
      columns: [
        { name: 'right', kind: 'image', names: [], pictures: { channels: 3, scale: 2 } },
        { name: 'animal', kind: 'class', names: classNames },
        { name: 'outline', kind: 'mask', names: ['left', 'right'] },
        { name: 'depth', kind: 'image', names: [] },
      ],
    });
    expect(plan?.target).toEqual(description);
    const values = [{ image: 'r.png' }, '狗', { mask: 'm.png' }, { image: 'd.png' }] as const;
    expect(plan?.targetOf({ type: 'columns', values })).toEqual([1]);
    expect(
      plan?.targetOf({ type: 'columns', values: [{ mask: 'r.png' }, ...values.slice(1)] }),
    ).toBeUndefined();
    expect(kind.textOf?.({ type: 'columns', values })).toBe('r.png, 狗, m.png, d.png');
  });
});

describe('several labels with masks among them', () => {
  const mask = { kind: 'mask', classNames, ignore: 255 } as const;
  const description: TargetDescription = {
    kind: 'columns',
    columns: [
      { name: 'outline', target: { ...mask, classNames: [...classNames] } },
      { name: 'animal', target: { kind: 'class', classNames } },
      { name: 'halves', target: { kind: 'mask', classNames: ['left', 'right'] } },
      { name: 'height', target: { kind: 'numbers', names: ['height'], mean: [0], deviation: [1] } },
    ],
  };
  const kind = labelKindOf(description);
  const masks = [Uint8Array.of(0, 1, 2, 255), Uint8Array.of(0, 1, 1, 0)];
  const numbers = [...[0, 0, 128, 63], ...[0, 0, 0, 192]];
  const bytes = [...numbers, ...[0, 1, 2, 255], ...[0, 1, 1, 0]];

  it('are rows of bytes: numbers first, then each mask', () => {
    expect(targetDescriptionSchema.parse(description)).toEqual(description);
    expect(kind.storage(description, shape)).toEqual({ dtype: 'uint8', shape: [16] });
    expect([...(kind.encode({ numbers: [1, -2], images: masks }, 16) ?? [])]).toEqual(bytes);
    expect(kind.encode({ numbers: [1, -2], images: [...masks, Uint8Array.of(0)] }, 16)).toHaveLength(0);
    expect(kind.encode({ numbers: [1, -2], images: [] }, 16)).toHaveLength(0);
    expect(storedValueCount(description)).toBe(2);
    expect(columnsOf(description).map(({ at, values, image: place }) => [at, values, place])).toEqual([
      [0, 0, 0],
      [0, 1, undefined],
      [1, 0, 1],
      [1, 1, undefined],
    ]);
    const layout = layoutWithImages(description);
    if (layout === null) throw new Error('masks are among the labels');
    const rows = Uint8Array.from([...bytes, ...bytes]);
    expect([...numbersOfRows(rows, 2, layout)]).toEqual([1, -2, 1, -2]);
    expect([...imageOfRows(rows, 2, layout, 1)]).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
  });

  it('are planned with the classes that the pixels have, and numbers of all others', () => {
    const plan = kind.plan?.({
      ...{ classNames, targetNames: [] },
      columns: [
        { name: 'outline', kind: 'mask', names: classNames, ignore: 255 },
        { name: 'animal', kind: 'class', names: classNames },
        { name: 'halves', kind: 'mask', names: ['left', 'right'] },
        { name: 'height', kind: 'numbers', names: ['height'] },
      ],
    });
    const source = { type: 'columns', values: [{ mask: 'a.png' }, '狗', { mask: 'b.png' }, -2] } as const;
    expect(plan?.targetOf(source)).toEqual([1, -2]);
    expect(
      plan?.targetOf({ type: 'columns', values: ['a.png', '狗', { mask: 'b.png' }, -2] }),
    ).toBeUndefined();
    expect(kind.classesOf?.(source)).toEqual(['狗']);
    expect(kind.textOf?.(source)).toBe('a.png, 狗, b.png, -2');
    const statistics = { mean: [5, 0], deviation: [5, 1] };
    expect(plan && kind.standardized?.(plan.target, statistics)).toEqual(description);
    expect(plan && kind.isStoredAsIs?.(plan.target, 0)).toBe(true);
  });

  it('are checked, each by its own kind', () => {
    const flaw = (at: number, value: number) =>
      kind.flawOf?.(
        Uint8Array.from([...bytes, ...bytes], (byte, place) => (place === at ? value : byte)),
        description,
        shape,
      );
    expect(flaw(-1, 0)).toBeNull();
    expect(flaw(16 + 3, 64)).toMatch('beyond the 3 classes');
    expect(flaw(16 + 8, 3)).toMatch('beyond the 3 classes');
    expect(flaw(16 + 12, 2)).toMatch('beyond the 2 classes');
    expect(flaw(16 + 12, 255)).toMatch('beyond the 2 classes');
    // Corrections are of numbers alone.
    expect(kind.flawOf?.([2, -2], description)).toBeNull();
    expect(kind.flawOf?.([3, -2], description)).toMatch('beyond the 3 classes');
  });
});

describe.each(labelKinds.map(({ id }) => id))('%s', (id) => {
  const { description, label, bytes, source, flawed } = examples[id];
  const kind = labelKindOf(description);

  it('is known by its name in descriptions, and nothing else is', () => {
    expect(targetDescriptionSchema.parse(description)).toEqual(description);
    expect(targetDescriptionSchema.safeParse({ ...description, kind: 'other' }).success).toBe(false);
  });

  it('stores as many bytes as it says, and what belongs to other kinds not at all', () => {
    const type = kind.storage(description, shape);
    expect(bytes).toHaveLength(type === null ? 0 : labelBytes(type));
    expect([...(kind.encode(label, bytes.length) ?? [])]).toEqual(bytes);
    const others = Object.values(examples).filter((other) => typeof other.label !== typeof label);
    if (id !== 'none') for (const other of others) expect(kind.encode(other.label, bytes.length)).toBeNull();
  });

  it('takes what a source says, and no other kind', () => {
    const columns = [
      { name: 'animal', kind: 'class', names: classNames },
      { name: 'size', kind: 'numbers', names: ['w', 'h'] },
      { name: 'tags', kind: 'classes', names: ['old', 'new'] },
      { name: 'height', kind: 'numbers', names: ['height'] },
      { name: 'age', kind: 'features', names: ['age'] },
    ] as const;
    const plan = kind.plan?.({ classNames, targetNames: ['height'], columns });
    expect(plan === undefined).toBe(kind.isImage === true);
    if (plan === undefined || source === undefined) return;
    expect(plan.targetOf(source)).toEqual(label);
    const named = kind.classesOf?.(source) ?? [];
    expect(named).toEqual(
      id === 'class' || id === 'columns' ? ['狗'] : id === 'classes' ? ['emu', 'cat'] : [],
    );
    const text =
      id === 'columns' ? '狗, 2, -2, new, -2, 2' : named.join(', ') || (id === 'numbers' ? '-2' : '');
    expect(kind.textOf?.(source) ?? '').toBe(text);
    const standardized = kind.standardized?.(plan.target, {
      mean: id === 'columns' ? [5, 0, 0, 5, 5, 0, 2] : [0],
      deviation: id === 'columns' ? [5, 1, 1, 5, 5, 1, 4] : [1],
    });
    expect(standardized ?? plan.target).toEqual(description);
    if (id === 'none') return;
    expect(plan.targetOf({ type: 'none' })).toBeUndefined();
    expect(plan.targetOf({ type: 'class', name: 'gnu' })).toBeUndefined();
    expect(plan.targetOf({ type: 'numbers', values: [1, 2] })).toBeUndefined();
  });

  it('finds what is wrong with stored labels', () => {
    if (kind.flawOf === undefined || flawed === undefined) return;
    const values = { class: [1], numbers: [-2], columns: [1, 2, -2, 0, 1, -2, 2] }[id as string] ?? bytes;
    expect(kind.flawOf(values, description)).toBeNull();
    expect(kind.flawOf(flawed, description)).toMatch(/^it has /);
  });

  it('says how many there are in both languages', () => {
    const { en, 'zh-Hant': zh } = kind.words('12');
    expect([en, zh].map((text) => text.includes('12'))).toEqual([id !== 'none', id !== 'none']);
  });
});
