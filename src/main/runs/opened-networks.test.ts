import { describe, expect, it, onTestFinished } from 'vitest';
import { failure } from '../../contract/failures';
import { readPreset } from '../../graph-runtime/testing/presets';
import { ManagedTrainer } from './managed-trainer';
import { OpenedNetworks } from './opened-networks';
import { Questions } from './questions';
import { startTrainerFromSources } from './testing/start-trainer';

const initial = { key: 'lenet', document: readPreset('lenet'), weights: { type: 'initial' } } as const;

describe('a network that is open to be asked', () => {
  it('owes its answer however long it takes, and is closed when nobody asks any more', async () => {
    const questions = new Questions();
    let leave: (reason: string) => void = () => undefined;
    const left = new Promise<string>((resolve) => {
      leave = resolve;
    });
    const start = () => {
      const trainer: ManagedTrainer = new ManagedTrainer(startTrainerFromSources, {
        startMilliseconds: 60_000,
        hasPriority: false,
        onMessage: (message) => questions.receive(message),
        onExit: (reason) => {
          questions.refuse(trainer, failure('run-unknown'));
          leave(reason);
        },
      });
      return trainer;
    };
    // Far less than its process takes to come up.
    const opened = new OpenedNetworks(start, (trainer) => questions.isAsked(trainer), 20);
    onTestFinished(() => opened.end());
    const question = { type: 'weight', name: 'conv1/bias' } as const;
    expect(await questions.inspect(opened.of(initial), question)).toMatchObject({ ok: true });
    await left;
  });
});
