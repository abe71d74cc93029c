import { describe, expect, it } from 'vitest';
import { copyName, idStem, NodeIds } from './fresh-id';

describe('ids of new nodes', () => {
  it('are short and numbered', () => {
    const ids = new NodeIds([{ id: 'conv1' }]);
    expect(ids.takeFor('conv2d')).toBe('conv2');
    expect(ids.takeFor('conv2d')).toBe('conv3');
    expect(ids.takeFor('flatten')).toBe('flatten');
    expect(ids.takeFor('flatten')).toBe('flatten1');
    expect(ids.takeFor('block:residual')).toBe('residual1');
    expect(idStem('maxPooling2d')).toBe('maxPooling');
  });

  it('keep their stem when copied', () => {
    const ids = new NodeIds([{ id: 'conv1' }, { id: 'shortcut' }]);
    expect(ids.takeCopyOf({ id: 'conv1' })).toBe('conv2');
    expect(ids.takeCopyOf({ id: 'shortcut' })).toBe('shortcut1');
    expect(ids.takeCopyOf({ id: 'other' })).toBe('other');
    expect(copyName('block1', new Set(['block1', 'block2']))).toBe('block3');
  });

  it('stay clear of the paths of repeated nodes', () => {
    const ids = new NodeIds([{ id: 'layer', repeat: 3 }, { id: 'stage2' }]);
    expect(ids.takeCopyOf({ id: 'layer' })).not.toMatch(/^layer\d+$/);
    const repeated = ids.takeCopyOf({ id: 'stage', repeat: 2 });
    expect(repeated).not.toBe('stage');
  });

  it('end where every plain number belongs to a repeated node', () => {
    const ids = new NodeIds([{ id: 'flatten', repeat: 2 }, { id: 'flatten1_2' }]);
    expect(ids.takeCopyOf({ id: 'flatten1_2' })).toBe('flatten1_1');
    expect(ids.takeCopyOf({ id: 'flatten1_2' })).toBe('flatten1_3');
  });

  it('are found though copies of repeated nodes have every number there is', () => {
    const nodes = Array.from({ length: 9 }, (_, index) => ({ id: `layer${index + 1}`, repeat: 2 }));
    const ids = new NodeIds([{ id: 'layer' }, ...nodes]);
    const taken = [ids.takeCopyOf({ id: 'layer' }), ids.takeCopyOf({ id: 'layer', repeat: 2 })];
    expect(taken).toEqual(['layer1_', 'layer2_']);
  });

  it('stay identifiers, however long the name they are made from', () => {
    const long = 'a'.repeat(64);
    expect(new NodeIds([{ id: long }]).takeCopyOf({ id: long })).toMatch(/^a{56}1$/);
  });
});
