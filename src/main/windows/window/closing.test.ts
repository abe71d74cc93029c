import { describe, expect, it } from 'vitest';
import { decideClosing, type TrainingAnswer, type UnsavedAnswer } from './close-question';
import { RestartLimit } from './restart-limit';
import { windowTitle } from './window-title';

interface Situation {
  readonly isTraining?: boolean;
  readonly isImporting?: boolean;
  readonly isEdited?: boolean;
  readonly import?: 'end' | 'cancel';
  readonly training?: TrainingAnswer;
  readonly unsaved?: UnsavedAnswer;
  readonly isSaved?: boolean;
}

async function close(situation: Situation) {
  const asked: string[] = [];
  const decision = await decideClosing({
    isTraining: () => situation.isTraining ?? false,
    isImporting: () => situation.isImporting ?? false,
    isEdited: () => situation.isEdited ?? false,
    askAboutImport: async () => {
      asked.push('import');
      return situation.import ?? 'cancel';
    },
    askAboutTraining: async () => {
      asked.push('training');
      return situation.training ?? 'cancel';
    },
    askAboutUnsaved: async () => {
      asked.push('unsaved');
      return situation.unsaved ?? 'cancel';
    },
    save: async () => {
      asked.push('save');
      return situation.isSaved ?? false;
    },
  });
  return { decision, asked };
}

describe('decideClosing', () => {
  it('asks nothing when there is nothing to lose', async () => {
    expect(await close({})).toEqual({ decision: 'leave', asked: [] });
  });

  it('asks before it stops a run, then about unsaved work', async () => {
    expect(await close({ isTraining: true })).toEqual({ decision: 'stay', asked: ['training'] });
    expect(await close({ isTraining: true, training: 'end' })).toEqual({
      decision: 'leave',
      asked: ['training'],
    });
    expect(await close({ isTraining: true, training: 'end', isEdited: true })).toEqual({
      decision: 'stay',
      asked: ['training', 'unsaved'],
    });
  });

  it('asks before it ends an import, then about unsaved work', async () => {
    expect(await close({ isImporting: true, isEdited: true })).toEqual({
      decision: 'stay',
      asked: ['import'],
    });
    expect(await close({ isImporting: true, import: 'end', isEdited: true })).toEqual({
      decision: 'stay',
      asked: ['import', 'unsaved'],
    });
  });

  it('asks nobody about unsaved work that stays in a window in the background', async () => {
    expect(await close({ isTraining: true, training: 'background', isEdited: true })).toEqual({
      decision: 'background',
      asked: ['training'],
    });
  });

  it('stays when saving was canceled or failed, and goes when the work is safe or given up', async () => {
    expect((await close({ isEdited: true })).decision).toBe('stay');
    expect((await close({ isEdited: true, unsaved: 'discard' })).decision).toBe('leave');
    expect((await close({ isEdited: true, unsaved: 'save', isSaved: false })).decision).toBe('stay');
    expect((await close({ isEdited: true, unsaved: 'save', isSaved: true })).decision).toBe('leave');
  });
});

describe('RestartLimit', () => {
  it('allows three restarts a minute and no fourth', () => {
    const limit = new RestartLimit(3, 60_000);
    expect([0, 1_000, 2_000, 3_000, 59_999].map((time) => limit.allows(time))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(limit.allows(60_000)).toBe(true);
    expect(limit.allows(60_001)).toBe(false);
    limit.reset();
    expect(limit.allows(60_002)).toBe(true);
  });
});

describe('windowTitle', () => {
  it('shows progress, unsaved mark and name', () => {
    expect(windowTitle('LeNet', false, null)).toBe('LeNet — Netloom');
    expect(windowTitle('LeNet', true, 0.429)).toBe('42% · • LeNet — Netloom');
  });
});
