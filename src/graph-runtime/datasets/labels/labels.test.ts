import { describe, expect, it } from 'vitest';
import { labelKindOf, type TargetDescription, targetDescriptionSchema } from '../target-description';
import { labelBytes, type PreparedTarget, type SourceTarget } from './label-kind';
import { labelKinds } from './registry';

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
