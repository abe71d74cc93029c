// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { sweepParameters } from '../../../graph-runtime/sweep/sweep-parameters';
import { readPreset } from '../../store/testing/documents';
import { describedDataset } from '../../testing/dataset';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { type Axis, AxisRow, axisOf, valuesOf as valuesInForm } from './AxisRow';
import { NewSweep } from './NewSweep';

const lenet = readPreset('lenet');
const dataset = describedDataset({ id: lenet.dataset.id });

describe('a new sweep', () => {
  let main: MainProcess;
  let started: number;

  beforeEach(async () => {
    main = connectMain({
      'dataset:list': () => ({ datasets: [dataset], damaged: [] }),
      'sweep:start': () => ({ sweepId: 's1' }) as never,
      'sweep:list': () => [],
    });
    started = 0;
    await openWindow(lenet);
  });

  const showForm = () =>
    show(
      <NewSweep
        onStarted={() => {
          started += 1;
        }}
      />,
    );
  const valuesOf = (number: number) =>
    screen.getByRole('textbox', { name: text('sweeps:values', { number }) });
  const startOf = (count: number) => screen.findByRole('button', { name: text('sweeps:start', { count }) });

  it('counts the runs of every combination', async () => {
    const user = showForm();
    await user.clear(valuesOf(1));
    await user.type(valuesOf(1), '0.1, 0.2, 0.3');
    expect(await startOf(3)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: text('sweeps:addAxis') }));
    await user.clear(valuesOf(2));
    await user.type(valuesOf(2), '1, 2');
    expect(await startOf(6)).toBeTruthy();
  });

  it('does not start with what is no number', async () => {
    const user = showForm();
    await user.clear(valuesOf(1));
    await user.type(valuesOf(1), '0.1, much');
    expect(screen.getByText(text('sweeps:notNumbers'))).toBeTruthy();
    expect(await startOf(0)).toHaveProperty('disabled', true);
  });

  it('sends the document with the values of each axis', async () => {
    const user = showForm();
    await user.clear(valuesOf(1));
    await user.type(valuesOf(1), '0.1, 0.2');
    await waitFor(async () => expect(await startOf(2)).toHaveProperty('disabled', false));
    await user.click(await startOf(2));
    await waitFor(() => expect(started).toBe(1));
    const request = main.requests.find(({ channel }) => channel === 'sweep:start');
    expect(request?.payload).toMatchObject({
      document: lenet,
      method: { type: 'grid' },
      axes: [{ values: [0.1, 0.2] }],
    });
  });

  it('says which value cannot be set', async () => {
    const user = showForm();
    await user.clear(valuesOf(1));
    await user.type(valuesOf(1), '0.1, -1');
    const words = { parameter: 'Learning rate', value: '-1' };
    expect(screen.getByText(text('sweeps:refused', words))).toBeTruthy();
    expect(await startOf(2)).toHaveProperty('disabled', true);
  });

  it('offers choices as buttons, and keeps them in their order', async () => {
    const optimizer = sweepParameters(analyze(lenet)).find(({ parameter }) => parameter === 'optimizer.type');
    if (optimizer === undefined) throw new Error('There is an optimizer.');
    const changes: Axis[] = [];
    const axis = { ...axisOf(optimizer), chosen: ['sgd'] };
    const user = show(
      <AxisRow
        axis={axis}
        number={1}
        parameters={[optimizer]}
        onChange={(changed) => changes.push(changed)}
        onRemove={null}
      />,
    );
    expect(screen.queryByRole('textbox')).toBeNull();
    const group = screen.getByRole('group', { name: text('sweeps:values', { number: 1 }) });
    expect(within(group).getAllByRole('button', { pressed: true })).toHaveLength(1);
    await user.click(within(group).getByRole('button', { name: 'Adam' }));
    await user.click(within(group).getByRole('button', { name: 'SGD' }));
    const inOrder = optimizer.choices.filter((choice) => choice === 'sgd' || choice === 'adam');
    expect(changes.map(({ chosen }) => chosen)).toEqual([inOrder, []]);
    expect(changes.map(valuesInForm)).toEqual([inOrder, null]);
  });
});
