import { useTranslation } from 'react-i18next';
import type { DataQuestion, DataSurvey } from '../../../contract/data-survey';
import { useLanguage } from '../../messages/useLanguage';
import { useDataImport } from '../../store/files/data-import';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';

/** How the files are understood, and what they leave open: another answer is another survey. */
export function FormatRows({ survey }: { readonly survey: DataSurvey }) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const { path, format, otherFormats, questions } = survey;
  const formats = format === null ? otherFormats : [format, ...otherFormats];
  const { survey: surveyAgain } = useDataImport.getState();
  return (
    <>
      <Field
        label={t('format')}
        {...(format === null ? { error: t('formatUnknown') } : { help: format.reason[language] })}
      >
        <Select
          aria-label={t('format')}
          value={format?.id ?? null}
          options={formats.map(({ id, name }) => ({ value: id, label: name[language] }))}
          isDisabled={formats.length < 2 && format !== null}
          onValueChange={(id) => void surveyAgain(path, { format: id, answers: {} })}
        />
      </Field>
      {questions.map((question) => (
        <QuestionRow
          key={question.id}
          question={question}
          onAnswer={(value) =>
            void surveyAgain(path, {
              ...(format === null ? {} : { format: format.id }),
              answers: { ...answersOf(questions), [question.id]: value },
            })
          }
        />
      ))}
    </>
  );
}

function answersOf(questions: readonly DataQuestion[]): Record<string, string> {
  return Object.fromEntries(questions.map(({ id, value }) => [id, value]));
}

interface QuestionRowProps {
  readonly question: DataQuestion;
  readonly onAnswer: (value: string) => void;
}

function QuestionRow({ question, onAnswer }: QuestionRowProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const title = question.title[language];
  return (
    <Field label={title} {...(question.isOpen ? { help: t('pleaseCheck') } : {})}>
      <Select
        aria-label={title}
        value={question.value}
        options={question.choices.map(({ value, label }) => ({ value, label: label[language] }))}
        onValueChange={onAnswer}
      />
    </Field>
  );
}
