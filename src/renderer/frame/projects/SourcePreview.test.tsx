// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { networkToExport } from '../../../graph-runtime/exchange/export/network-to-export';
import { exportFormats } from '../../../graph-runtime/exchange/export/registry';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { readPreset } from '../../store/testing/documents';
import { show } from '../../testing/render';
import { SourcePreview } from './SourcePreview';

it('shows the sources of an export, one file at a time', async () => {
  const { pytorch } = exportFormats;
  const network = networkToExport(analyze(readPreset('lenet')), pytorch.parts);
  const files = pytorch.preview(network);
  expect(Object.keys(files)).toEqual(['model.py', 'data.py', 'check.py', 'train.py', 'predict.py']);
  show(<SourcePreview files={files} />);
  expect(screen.getByRole('region', { name: 'model.py' }).textContent).toContain('class LeNet(nn.Module):');
  await userEvent.click(screen.getByRole('button', { name: 'train.py' }));
  expect(screen.getByRole('region', { name: 'train.py' }).textContent).toContain('torchrun');
  expect(screen.queryByRole('region', { name: 'model.py' })).toBeNull();
});
