import type { ExportedTraining } from './trained-outputs';

/** What the `DATA` of an exported `train.py` may be, in a sentence. */
export function dataText(training: ExportedTraining, isImage: boolean): string {
  const [first, ...rest] = sourcesOf(training, isImage);
  return [`DATA is a data set of Netloom (with its dataset.json)${first ?? ''}.`, ...rest].join('\n');
}

/** What the option is called in the list of commands. */
export function dataSummary(training: ExportedTraining, isImage: boolean): string {
  if (!readsFolders(training, isImage)) return 'on a data set of Netloom';
  return training.labels === null
    ? 'on a data set of Netloom or a folder of images'
    : 'on a data set of Netloom or a folder of class folders';
}

/** Whether images can be read from folders as they are: nothing but their class is to be known. */
export function readsFolders({ labels }: ExportedTraining, isImage: boolean): boolean {
  return isImage && (labels === null || labels === 'class');
}

function sourcesOf(training: ExportedTraining, isImage: boolean): readonly string[] {
  if (!readsFolders(training, isImage)) return [];
  return training.labels === null
    ? [', or a folder of images']
    : [', or a folder with one folder of images for each class'];
}
