/** The list of problems. The texts of the problems themselves belong to the network language (graph-runtime/messages). */
export const problemsEn = {
  title: 'Problems',
  error: 'Error',
  warning: 'Warning',
  expected: 'Expected',
  received: 'Received',
  inside_one: '{{count}} problem inside this block. Double-click the block to see it.',
  inside_other: '{{count}} problems inside this block. Double-click the block to see them.',
  noneTitle: 'No problems',
  noneText: 'All shapes match; the network can be trained.',
  repairs: 'Quick fixes',
};
