export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

/** Whether one window is closed, or the app is to end. */
export type CloseReason = 'close' | 'quit';

/** `background`: the window goes out of sight and its run continues. Only offered where a window is closed. */
export type TrainingAnswer = 'background' | 'end' | 'cancel';

/** What happens to the window. */
export type CloseDecision = 'stay' | 'background' | 'leave';

export interface CloseQuestions {
  readonly isTraining: () => boolean;
  /** Data are being imported, which ends with the window. */
  readonly isImporting: () => boolean;
  readonly isEdited: () => boolean;
  /** What happens to the run. */
  readonly askAboutTraining: () => Promise<TrainingAnswer>;
  readonly askAboutImport: () => Promise<'end' | 'cancel'>;
  readonly askAboutUnsaved: () => Promise<UnsavedAnswer>;
  /** Has the window save its network; false when that was canceled or failed. */
  readonly save: () => Promise<boolean>;
}

/**
 * Asks what must be asked before the window closes; nothing has been stopped yet when it answers. A window in the background keeps its
 * unsaved work, so that nobody is asked about it.
 */
export async function decideClosing(questions: CloseQuestions): Promise<CloseDecision> {
  if (questions.isTraining()) {
    const answer = await questions.askAboutTraining();
    if (answer === 'background') return 'background';
    if (answer === 'cancel') return 'stay';
  }
  if (questions.isImporting() && (await questions.askAboutImport()) === 'cancel') return 'stay';
  if (!questions.isEdited()) return 'leave';
  switch (await questions.askAboutUnsaved()) {
    case 'cancel':
      return 'stay';
    case 'discard':
      return 'leave';
    case 'save':
      return (await questions.save()) ? 'leave' : 'stay';
  }
}
