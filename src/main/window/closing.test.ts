import { describe, expect, it } from 'vitest';
import { mayClose, type UnsavedAnswer } from './close-question';
import { RestartLimit } from './restart-limit';
import { windowTitle } from './window-title';

interface Situation {
  readonly isTraining?: boolean;
  readonly isEdited?: boolean;
  readonly stopsTraining?: boolean;
  readonly unsaved?: UnsavedAnswer;
  readonly isSaved?: boolean;
}

async function close(situation: Situation): Promise<{ may: boolean; asked: string[] }> {
  const asked: string[] = [];
  const may = await mayClose({
    isTraining: () => situation.isTraining ?? false,
    isEdited: () => situation.isEdited ?? false,
    askAboutTraining: async () => {
      asked.push('training');
      return situation.stopsTraining ?? false;
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
  return { may, asked };
}

describe('mayClose', () => {
  it('asks nothing when there is nothing to lose', async () => {
    expect(await close({})).toEqual({ may: true, asked: [] });
  });

  it('asks before it stops a run, then about unsaved work', async () => {
    expect(await close({ isTraining: true })).toEqual({ may: false, asked: ['training'] });
    expect(await close({ isTraining: true, stopsTraining: true })).toEqual({
      may: true,
      asked: ['training'],
    });
    expect(await close({ isTraining: true, stopsTraining: true, isEdited: true })).toEqual({
      may: false,
      asked: ['training', 'unsaved'],
    });
  });

  it('stays when saving was cancelled or failed, and goes when the work is safe or given up', async () => {
    expect((await close({ isEdited: true })).may).toBe(false);
    expect((await close({ isEdited: true, unsaved: 'discard' })).may).toBe(true);
    expect((await close({ isEdited: true, unsaved: 'save', isSaved: false })).may).toBe(false);
    expect((await close({ isEdited: true, unsaved: 'save', isSaved: true })).may).toBe(true);
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
