// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { missingDataset } from '../../../graph-runtime/training-checks/missing-dataset';
import { ImportDialog } from '../../frame/data/ImportDialog';
import { analysisOf, diagnosticsAt } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { connectDataImport, useDataImport } from '../../store/files/data-import';
import { readPreset } from '../../store/testing/documents';
import { useView } from '../../store/view/view';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { MissingDataset } from './MissingDataset';

const fashion = describedDataset();
const pets = describedDataset({ id: 'pets-0a0b0c0d', name: 'Pets', isShipped: false });
const wanted = { id: 'cats-1a2b3c4d', name: 'Cats' };
const moved = { ...readPreset('lenet'), dataset: wanted };
const found = (changes: object = {}) => ({
  ...describedDataset({ ...wanted, isShipped: false, trainCount: 900, testCount: 100 }),
  ...changes,
});

/** Main with a folder to choose, in which the survey finds that data set. */
function connect(dataset: ReturnType<typeof found>) {
  const main = connectMain({
    'dataset:list': () => ({ datasets: [fashion, pets], damaged: [] }),
    'data:jobs': () => [],
    'data:choose': () => ({ path: '/stick/cats' }),
    'data:survey': () => {
      const job = { jobId: 'survey-1', kind: 'survey', path: '/stick/cats', name: 'cats' } as const;
      queueMicrotask(() => main.emit('data:progress', { ...job, state: { type: 'prepared', dataset } }));
      return { jobId: 'survey-1' };
    },
    'data:add-prepared': () => ({ jobId: 'import-1' }),
  });
  return main;
}

function panel() {
  const problem = missingDataset(useDocument.getState().document, [fashion, pets]);
  if (problem === null) throw new Error('nothing is missing');
  return (
    <>
      <MissingDataset problem={problem} />
      <ImportDialog />
    </>
  );
}

describe('a data set that is not on this machine', () => {
  let end: () => void = () => undefined;
  const start = async (dataset: ReturnType<typeof found>) => {
    end();
    const main = connect(dataset);
    await openWindow(moved);
    useView.getState().openDialog(null);
    useDataImport.getState().reset();
    end = connectDataImport();
    document.body.innerHTML = '<div id="popups"></div>';
    return { main, user: show(panel()) };
  };
  const look = async (user: Awaited<ReturnType<typeof start>>['user']) => {
    await user.click(screen.getByTestId('find-dataset'));
    await user.click(await screen.findByRole('menuitem', { name: text('training:findIn.folder') }));
  };

  beforeEach(() => act(() => useDataImport.setState({ jobs: new Map() })));

  it('is named, and another one can be chosen of those that are here', async () => {
    const { user } = await start(found());
    expect(screen.getByTestId('training-blocked').textContent).toContain('Cats');
    await user.click(await screen.findByTestId('other-dataset'));
    await user.click(await screen.findByRole('menuitem', { name: /Pets/ }));
    expect(useDocument.getState().document.dataset).toMatchObject({ id: pets.id, name: 'Pets' });
    act(() => useDocument.getState().undo());
    expect(useDocument.getState().document.dataset).toMatchObject(wanted);
  });

  it('marks the input on the canvas, but for one that networks are published for', async () => {
    await start(found());
    const marks = () => {
      const analysis = analysisOf(useDocument.getState().document);
      return diagnosticsAt(analysis, 'input').map(({ code, severity }) => `${severity} ${code}`);
    };
    await waitFor(() => expect(marks()).toEqual(['warning data-not-here']));
    await openWindow({ ...moved, dataset: { id: 'imagenet' } });
    expect(marks()).toEqual([]);
    await openWindow({ ...moved, dataset: { id: pets.id } });
    expect(marks()).toEqual([]);
  });

  it('is found again by its id, and added', async () => {
    const { main, user } = await start(found());
    await look(user);
    await screen.findByText(text('data:matches.same.title', { name: 'Cats' }));
    await user.click(screen.getByTestId('add-prepared'));
    expect(main.requests.at(-1)).toEqual({
      channel: 'data:add-prepared',
      payload: { path: '/stick/cats', name: 'Cats' },
    });
  });

  it.each([
    ['renamed', { id: 'felines-1a2b3c4d', name: 'Felines' }],
    ['other', { id: 'dogs-99999999', name: 'Dogs' }],
  ] as const)('is told from what is found instead: %s', async (match, named) => {
    const { user } = await start(found(named));
    await look(user);
    const words = { name: named.name, wanted: 'Cats' };
    await screen.findByText(text(`data:matches.${match}.title`, words));
    await waitFor(() =>
      expect(screen.getByTestId('add-prepared').textContent).toBe(
        text(match === 'other' ? 'data:addOther' : 'data:addPrepared', words),
      ),
    );
  });
});
