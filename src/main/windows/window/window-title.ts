import { visibleText } from '../../../graph-runtime/text/visible-text';

/** `42% · • LeNet — Netloom`: progress of the run, the mark of unsaved work, the document's name. */
export function windowTitle(documentName: string, isEdited: boolean, progress: number | null): string {
  const parts = [
    progress === null ? '' : `${Math.floor(progress * 100)}%`,
    `${isEdited ? '• ' : ''}${visibleText(documentName)}`,
  ];
  return `${parts.filter((part) => part !== '').join(' · ')} — Netloom`;
}
