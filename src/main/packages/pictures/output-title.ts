/** A main output of a network, as it is called above its results. */
export interface TitledOutput {
  /** Where a network has one, it is not mentioned. */
  readonly path?: string;
  /** The name of the label that it learns; empty where the data set does not have several. */
  readonly label: string;
}

/** What is said of an output before its result: its path where there are several, and its label where the data set has several; null: neither. */
export function outputTitle({ path, label }: TitledOutput, outputs: readonly TitledOutput[]): string | null {
  if (outputs.length <= 1) return label === '' ? null : `label ${label}`;
  return `output ${path}${label === '' ? '' : ` (label ${label})`}`;
}

/** The title of a picture of results: whose they are, and of which output. */
export function resultsTitle(name: string, output: TitledOutput, outputs: readonly TitledOutput[]): string {
  const shown = outputTitle(output, outputs);
  return shown === null ? name : `${name}, ${shown}`;
}
