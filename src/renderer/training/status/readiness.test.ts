import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { errorCount, firstError } from './readiness';

const diagnostic = (severity: Diagnostic['severity'], path: string): Diagnostic => ({
  code: 'shape-mismatch',
  severity,
  path,
  values: {},
  fixes: [],
});

describe('what keeps a network from being trained', () => {
  it('is the first error, not a warning before it', () => {
    const diagnostics = [diagnostic('warning', 'n0'), diagnostic('error', 'n1'), diagnostic('error', 'n2')];
    expect(firstError({ diagnostics })).toBe(diagnostics[1]);
    expect(errorCount({ diagnostics })).toBe(2);
  });

  it('is nothing when there are only warnings', () => {
    const diagnostics = [diagnostic('warning', 'n0')];
    expect(firstError({ diagnostics })).toBeNull();
    expect(errorCount({ diagnostics })).toBe(0);
  });
});
