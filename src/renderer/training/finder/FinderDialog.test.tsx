// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LearningRatePoint } from '../../../contract/contract';
import { useDocument } from '../../store/document/document';
import { runsStore } from '../../store/runs/runs';
import { readPreset } from '../../store/testing/documents';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { FinderButton } from './FinderButton';
import { FinderDialog } from './FinderDialog';
import { useRateFinder } from './rate-finder';

/** A loss that falls from 1e-4 on and breaks down after 0.3. */
const points: readonly LearningRatePoint[] = Array.from({ length: 60 }, (_, at) => {
  const learningRate = 1e-6 * 10 ** (at / 10);
  const exponent = Math.log10(learningRate);
  return { learningRate, loss: exponent > -0.5 ? 4 : 2.3 - Math.max(0, exponent + 4) / 2 };
});

/** The button in its panel, which comes and goes with `width`, and the dialog in the window. */
const withPanel = (width: string) => (
  <>
    <aside key={width}>
      <FinderButton />
    </aside>
    <FinderDialog />
  </>
);

const showFinder = () => show(withPanel('narrow'));

describe('the search for a learning rate', () => {
  let main: MainProcess;
  let finish: (reply: { readonly points: readonly LearningRatePoint[] }) => void = () => undefined;

  beforeEach(async () => {
    main = connectMain({
      'lr-finder:start': () =>
        new Promise((resolve) => {
          finish = resolve;
        }) as never,
      'lr-finder:stop': () => null,
    });
    // Replies come when main has them, not before.
    const { invoke } = window.netloom;
    Object.assign(window.netloom, {
      invoke: async (channel: never, payload: never) => {
        const reply = await invoke(channel, payload);
        return reply.ok ? { ...reply, value: await reply.value } : reply;
      },
    });
    useRateFinder.setState({ points: [], phase: 'idle', failure: null, signature: null, isOpen: false });
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    await openWindow(readPreset('lenet'));
  });

  it('continues while its dialog is closed, and has its result when that is opened again', async () => {
    const user = showFinder();
    await user.click(screen.getByTestId('open-finder'));
    expect(screen.getByText(text('sweeps:finder.now', { rate: 0.9 }))).toBeTruthy();
    expect(screen.getByText(text('sweeps:finder.lossAxis'))).toBeTruthy();
    await user.click(screen.getByTestId('start-finder'));
    await user.click(screen.getByTestId('finder-background'));
    expect(screen.queryByTestId('rate-chart')).toBeNull();
    expect(main.requests.some(({ channel }) => channel === 'lr-finder:stop')).toBe(false);
    expect(screen.getByRole('button', { name: text('sweeps:finder.searching') })).toBeTruthy();
    finish({ points });
    await waitFor(() => expect(useRateFinder.getState().phase).toBe('ended'));
    await user.click(screen.getByTestId('open-finder'));
    await user.click(screen.getByTestId('apply-rate'));
    const { learningRate } = useDocument.getState().document.training.optimizer;
    expect(learningRate).toBeGreaterThan(1e-4);
    expect(learningRate).toBeLessThan(0.3);
    expect(screen.queryByTestId('rate-chart')).toBeNull();
    useDocument.getState().undo();
    expect(useDocument.getState().document.training.optimizer.learningRate).toBe(0.9);
  });

  it('stays open when the panel of its button is replaced, as it is in a wide window', async () => {
    const user = userEvent.setup();
    const { rerender } = render(withPanel('narrow'));
    await user.click(screen.getByTestId('open-finder'));
    rerender(withPanel('wide'));
    expect(screen.getByTestId('start-finder')).toBeTruthy();
  });

  it('forgets what it has found for another network', async () => {
    useRateFinder.setState({ points, phase: 'ended', signature: 'another network' });
    const user = showFinder();
    await user.click(screen.getByTestId('open-finder'));
    expect(useRateFinder.getState().phase).toBe('idle');
  });
});
