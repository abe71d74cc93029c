import { describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { analyze } from '../../graph-runtime/infer/analyze';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { diagnosticSentence } from './diagnostic-sentence';

function networkWith(type: string): NetloomDocument {
  const nodes = [
    { id: 'input', type: 'input' },
    { id: 'x', type },
    { id: 'output', type: 'output' },
  ];
  const edges = [
    { from: 'input', to: 'x' },
    { from: 'x', to: 'output' },
  ];
  const parsed = parseDocument({ format: 'netloom', version: 1, name: 'One', nodes, edges });
  if (!parsed.ok) throw new Error('no network');
  return parsed.document;
}

function sentences(type: string, language: 'en' | 'zh-Hant'): string {
  return analyze(networkWith(type))
    .diagnostics.map((diagnostic) => diagnosticSentence(diagnostic, language))
    .join('\n');
}

describe('diagnosticSentence', () => {
  it('says what happened, what was expected, and how to fix it', () => {
    expect(sentences('dense', 'en')).toMatch(/28 × 28 × 1\. \(Expected: [^)]+\) .+ average/);
    expect(sentences('dense', 'zh-Hant')).toMatch(/28 × 28 × 1.*（[^）]+：[^）]+）/);
  });

  it('does not repeat what the sentence says already', () => {
    expect(sentences('conv3d', 'en').match(/conv3d/g)).toHaveLength(1);
  });
});
