export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

export interface CloseQuestions {
  readonly isTraining: () => boolean;
  readonly isEdited: () => boolean;
  /** Whether the run may be stopped. */
  readonly askAboutTraining: () => Promise<boolean>;
  readonly askAboutUnsaved: () => Promise<UnsavedAnswer>;
  /** Has the window save its network; false when that was cancelled or failed. */
  readonly save: () => Promise<boolean>;
}

/** Asks what must be asked before the window closes. True: it may close; nothing has been stopped yet. */
export async function mayClose(questions: CloseQuestions): Promise<boolean> {
  if (questions.isTraining() && !(await questions.askAboutTraining())) return false;
  if (!questions.isEdited()) return true;
  switch (await questions.askAboutUnsaved()) {
    case 'cancel':
      return false;
    case 'discard':
      return true;
    case 'save':
      return questions.save();
  }
}
