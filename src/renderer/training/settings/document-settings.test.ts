import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { readPreset } from '../../../graph-runtime/testing/presets';
import {
  countDocumentChanges,
  editsToOriginal,
  originalDataset,
  originalInitializer,
} from './document-settings';
import { initializerEdits } from './initializer-edits';

const original = readPreset('lenet');

describe('what of a document is among the settings', () => {
  it('is nothing where the document is as it was', () => {
    expect(countDocumentChanges(original, original)).toBe(0);
    expect(editsToOriginal(original, original)).toEqual([]);
  });

  it('is reported and restored where it differs', () => {
    const before = originalInitializer(original, original);
    expect(before).toBeNull();
    const changed = applyEdits(original, [
      ...initializerEdits(original, 'heNormal'),
      { kind: 'set-dataset', dataset: { id: 'another' } },
    ]);
    expect(originalDataset(changed, original)).toBe(original.dataset.id);
    expect(originalInitializer(changed, original)).not.toBeNull();
    expect(countDocumentChanges(changed, original)).toBe(2);
    expect(countDocumentChanges(applyEdits(changed, editsToOriginal(changed, original)), original)).toBe(0);
  });
});
