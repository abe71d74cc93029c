import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataQuestion, DataSurvey } from '../../../contract/data-survey';
import { useLanguage } from '../../messages/useLanguage';
import { useDataImport } from '../../store/files/data-import';
import { Field } from '../../ui/Field';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';

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
        <AnyQuestion
          // What a name begins with depends on what it is of.
          key={question.name === undefined ? question.id : `${question.id} ${question.guess}`}
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
  // A name that nobody has changed follows what it is of.
  const answered = questions.filter(({ name, guess, value }) => name === undefined || value !== guess);
  return Object.fromEntries(answered.map(({ id, value }) => [id, value]));
}

interface QuestionRowProps {
  readonly question: DataQuestion;
  readonly onAnswer: (value: string) => void;
}

function AnyQuestion(props: QuestionRowProps) {
  return props.question.name === undefined ? <QuestionRow {...props} /> : <NameRow {...props} />;
}

/** What a label is called; another name is asked about when the field is left. */
function NameRow({ question: { title: titles, value, name }, onAnswer }: QuestionRowProps) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const title = titles[language];
  const [written, setWritten] = useState(value);
  const text = written.trim();
  const isTaken = name?.taken.includes(text) === true;
  const commit = () => {
    if (text === '') setWritten(value);
    else if (!isTaken && text !== value) onAnswer(text);
  };
  return (
    <Field
      label={title}
      {...(isTaken ? { error: t('nameTaken', { name: text }) } : { help: t('labelNameHelp') })}
    >
      <TextField
        aria-label={title}
        value={written}
        maxLength={1_000}
        isInvalid={isTaken}
        onValueChange={setWritten}
        onValueCommitted={commit}
        // The form gives way to a survey at once: the key must not press what has the focus then.
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.preventDefault();
        }}
      />
    </Field>
  );
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
