import { describe, expect, it } from 'vitest';
import { DOCUMENT_VERSION } from '../../document/document';
import type { Migration } from './migration';
import { MIGRATIONS, migrate } from './migrations';

/** The mechanism, shown on two steps made for this test. */
const steps: readonly Migration[] = [
  { from: 1, reason: 'Layers became nodes.', migrate: ({ layers, ...file }) => ({ ...file, nodes: layers }) },
  { from: 2, reason: 'Networks got names.', migrate: (file) => ({ ...file, name: 'Untitled' }) },
];

describe('migrate', () => {
  it('applies every step between the version of the file and its own', () => {
    expect(migrate({ version: 1, layers: [] }, steps, 3)).toEqual({
      ok: true,
      file: { version: 3, nodes: [], name: 'Untitled' },
    });
    expect(migrate({ version: 2, nodes: [] }, steps, 3)).toMatchObject({
      ok: true,
      file: { name: 'Untitled' },
    });
    const current = { version: 3 };
    expect(migrate(current, steps, 3)).toEqual({ ok: true, file: current });
  });

  it('refuses what it cannot bring up, and says which version it reads', () => {
    expect(migrate({ version: 4 }, steps, 3)).toMatchObject({
      ok: false,
      diagnostic: { code: 'file-too-new', values: { version: 4, supported: 3 } },
    });
    expect(migrate({ version: 0 }, steps, 3)).toMatchObject({
      ok: false,
      diagnostic: { code: 'file-too-old' },
    });
    expect(migrate({}, steps, 3)).toMatchObject({ ok: false, diagnostic: { code: 'file-without-version' } });
  });

  it('has a step from every version up to the present one', () => {
    expect(MIGRATIONS.map((step) => step.from)).toEqual(
      Array.from({ length: DOCUMENT_VERSION - 1 }, (_, index) => index + 1),
    );
  });
});
