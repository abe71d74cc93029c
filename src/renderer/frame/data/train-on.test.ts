import { beforeEach, expect, it } from 'vitest';
import type { DatasetSummary } from '../../../contract/contract';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { useDocument } from '../../store/document/document';
import { readPreset } from '../../store/testing/documents';
import { trainOn } from './train-on';

/* Choosing a data set for a network for ImageNet, as the window does it. */

const stored = (side: number): DatasetSummary => ({
  ...{ id: 'photos-12345678', name: 'Photos', exampleShape: [side, side, 3], dtype: 'uint8' },
  target: { kind: 'class', classNames: ['cat', 'dog', 'emu'] },
  ...{ trainCount: 100, validationCount: 0, testCount: 20, contentHash: '', isShipped: false, bytes: 1 },
  ...{ created: null, source: null, parent: null },
});

beforeEach(() => useDocument.getState().open(readPreset('mobilenet-v1'), null));

it('crops images that are stored at the size for it, keeps the input, fits the classes, and is one step to undo', () => {
  const before = useDocument.getState().document;
  trainOn(stored(256));
  const { document, undo } = useDocument.getState();
  expect(document.dataset).toEqual({ id: 'photos-12345678', name: 'Photos' });
  expect(document.training.imageFit).toBe('crop');
  const { nodes } = analyze(document);
  expect(nodes.get('input')?.outputs?.[0]?.shape).toEqual([224, 224, 3]);
  expect(nodes.get('output')?.inputs[0]?.shape).toEqual([3]);
  undo();
  expect(useDocument.getState().document).toEqual(before);
});

it('crops nothing that is stored at another size', () => {
  trainOn(stored(240));
  expect(useDocument.getState().document.training.imageFit).toBeUndefined();
});
