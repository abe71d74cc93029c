/** The workbench below the canvas, and its large curves. */
export const workbenchEn = {
  title: 'Workbench',
  tabs: {
    curves: 'Curves',
    results: 'Results',
    inside: 'Inside',
    runs: 'Runs',
    sweeps: 'Sweeps',
  },
  open: 'Open the workbench',
  close: 'Close the workbench',
  maximize: 'Use the whole window',
  restore: 'Back below the canvas',
  resize: 'Height of the workbench',
};
