import { describe, expect, it } from 'vitest';
import { parseDocument } from '../parse';

const edges = [{ from: 'input', to: 'output' }];
const nodes = [
  { id: 'input', type: 'input' },
  { id: 'output', type: 'output', enabled: true },
];

describe('a file of version 1', () => {
  it('opens as it was, with nothing muted and flowing down', () => {
    const parsed = parseDocument({ format: 'netloom', version: 1, name: 'Old', nodes, edges });
    expect(parsed).toMatchObject({ ok: true, document: { version: 3, name: 'Old', nodes, edges } });
    if (parsed.ok) expect(parsed.document.flow).toBeUndefined();
  });

  it('has no say in what only a later version knows', () => {
    const flow = parseDocument({ format: 'netloom', version: 2, name: 'New', flow: 'up', nodes, edges });
    expect(flow.ok).toBe(false);
  });
});
