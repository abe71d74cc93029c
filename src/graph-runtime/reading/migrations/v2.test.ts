import { describe, expect, it } from 'vitest';
import { serializeDocument } from '../../document/serialize';
import { parseDocument } from '../parse';

const edges = [{ from: 'input', to: 'output' }];

function read(node: object) {
  const nodes = [
    { id: 'input', type: 'input' },
    { id: 'output', type: 'output', ...node },
  ];
  return parseDocument({ format: 'netloom', version: 2, name: 'Old', nodes, edges });
}

function written(node: object): string {
  const parsed = read(node);
  if (!parsed.ok) throw new Error('it does not parse');
  return serializeDocument(parsed.document);
}

describe('a file of version 2', () => {
  it('opens as it was, with nothing frozen', () => {
    const parsed = read({});
    expect(parsed).toMatchObject({ ok: true, document: { version: 3, name: 'Old', edges } });
    if (parsed.ok) expect(parsed.document.nodes[1]?.trainable).toBeUndefined();
  });

  it('is written as version 2 until something in it is frozen, has its own rate or shares weights', () => {
    expect(written({})).toContain('"version": 2');
    expect(written({ trainable: false })).toContain('"version": 3');
    expect(written({ learningRateFactor: 0.1 })).toContain('"version": 3');
    expect(written({ sharesWith: 'dense' })).toContain('"version": 3');
  });

  it('takes only factors of the learning rate with which something is learned', () => {
    for (const learningRateFactor of [0, -1, 1_001, 'half'])
      expect(read({ learningRateFactor }).ok).toBe(false);
    expect(read({ trainable: 'no' }).ok).toBe(false);
  });
});
