import { classNamesIn } from '../../../../graph-runtime/datasets/target-description';
import { i18n } from '../../../messages/i18n';
import { formatAccuracy, formatCount } from '../../../ui/figures';
import { ClassMap } from '../ClassMap';
import { ClassTable } from '../ClassTable';
import { ConfusionView } from '../ConfusionView';
import { Mistakes } from '../Mistakes';
import { Probabilities } from '../Probabilities';
import { type AnswerProps, ofKind, type ResultKind, resultTab } from '../result-kind';
import { useClassNames } from '../use-class-names';

/** One class an example: which classes are confused, and what was taken for what. */
export const classResults: ResultKind = {
  kind: 'class',
  tabs: [
    resultTab('class', 'confusion', ConfusionView),
    resultTab('class', 'classes', ClassTable),
    resultTab('class', 'mistakes', Mistakes),
  ],
  Answer: ClassAnswer,
  Evidence: ClassMap,
  table: ofKind('class', ({ labels, predictions, confidences }, dataset) => {
    const names = dataset === null ? [] : classNamesIn(dataset.target, 'en');
    const nameOf = (index: number) => names[index] ?? String(index);
    return {
      head: ['index', 'actual', 'predicted', 'confidence'],
      rows: Array.from(labels, (label, index) => [
        index,
        nameOf(label),
        nameOf(predictions[index] ?? 0),
        confidences[index] ?? Number.NaN,
      ]),
    };
  }),
  report: ofKind('class', ({ classes }, dataset, language) => {
    const names = dataset === null ? [] : classNamesIn(dataset.target, language);
    const share = (value: number) => (Number.isFinite(value) ? formatAccuracy(value, language) : '–');
    return {
      head: (['precision', 'recall', 'count'] as const).map((key) => i18n.t(`results:classColumns.${key}`)),
      rows: classes.map(({ precision, recall, count }, index) => ({
        name: names[index] ?? String(index),
        cells: [share(precision), share(recall), formatCount(count, language)],
      })),
    };
  }),
};

function ClassAnswer({ dataset, answer, chosen, onChoose }: AnswerProps) {
  const names = useClassNames(dataset, answer.probabilities.length);
  return (
    <Probabilities probabilities={answer.probabilities} names={names} chosen={chosen} onChoose={onChoose} />
  );
}
