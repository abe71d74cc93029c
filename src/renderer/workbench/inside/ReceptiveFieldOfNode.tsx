import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceptiveField } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { sampleOf, useInside } from '../../store/runs/inside';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { OverlaidImage } from '../../ui/images/OverlaidImage';
import { SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { fieldBox } from './field-box';
import inside from './InsideView.module.css';
import type { NodePaneProps } from './node-pane-props';
import { boxStyle, PlaceMap } from './PlaceMap';
import styles from './WindowSteps.module.css';

/** Side of the image in rem. */
const SIZE = 9;

/** Of a layer with feature maps: which pixels of the image one number of its output depends on. */
export function ReceptiveFieldOfNode(props: NodePaneProps) {
  const { path } = props;
  const shape = useAnalysis(({ nodes }) => nodes.get(path)?.outputs?.[0]?.shape);
  const isFed = useAnalysis(({ nodes }) => (nodes.get(path)?.inputs.length ?? 0) > 0);
  if (!isFed || shape?.length !== 3) return null;
  return <Field {...props} height={shape[0] ?? 1} width={shape[1] ?? 1} />;
}

interface FieldProps extends NodePaneProps {
  readonly height: number;
  readonly width: number;
}

function Field({ runId, path, height, width }: FieldProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const index = useInside((state) => state.index);
  const [place, setPlace] = useState({ row: Math.floor(height / 2), column: Math.floor(width / 2) });
  const question = useMemo(
    () => ({ type: 'receptive-field', path, sample: sampleOf(index), ...place, channel: 0 }) as const,
    [path, index, place],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  return (
    <div className={inside.part} data-testid="receptive-field">
      <h3 className={inside.heading}>{t('receptiveField')}</h3>
      {failure !== null ? <p className={inside.muted}>{failureText(failure, language)}</p> : null}
      {answer === null && failure === null ? <p className={inside.muted}>{t('asking')}</p> : null}
      {answer === null ? null : (
        <FieldContent field={answer} onPlace={(row, column) => setPlace({ row, column })} />
      )}
    </div>
  );
}

interface FieldContentProps {
  readonly field: ReceptiveField;
  readonly onPlace: (row: number, column: number) => void;
}

function FieldContent({ field, onPlace }: FieldContentProps) {
  const { t } = useTranslation('inside');
  const { row, column, channel, theoretical, effective, image, outputMap } = field;
  const [rows = 1, columns = 1] = effective.shape;
  const [imageHeight = 1, imageWidth = 1, imageChannels = 1] = image.shape;
  const box = fieldBox(theoretical, columns);
  const side = Math.max(rows, columns);
  const style = { height: `${(SIZE * rows) / side}rem`, width: `${(SIZE * columns) / side}rem` };
  const isDead = effective.values.every((value) => value === 0);
  return (
    <>
      <div className={styles.row}>
        <figure className={styles.gridFigure}>
          <figcaption className={styles.caption}>{t('fieldOnImage')}</figcaption>
          <span className={styles.map} style={style}>
            <OverlaidImage
              source={imageOf(image.values, [imageHeight, imageWidth, imageChannels])}
              range={SHARES}
              map={effective}
              label={t('fieldLabel', { row, column })}
              size={SIZE}
            />
            <span className={styles.box} style={boxStyle(box, rows, columns)} />
          </span>
        </figure>
        <figure className={styles.gridFigure}>
          <figcaption className={styles.caption}>{t('outputChannel', { channel })}</figcaption>
          <PlaceMap
            map={outputMap}
            label={t('outputMapLabel', { row, column })}
            box={{ row, column, height: 1, width: 1 }}
            onPlace={onPlace}
          />
        </figure>
      </div>
      <p>
        {t('fieldSize', {
          height: box.height,
          width: box.width,
          count: theoretical.reduce((sum, value) => sum + value, 0),
          all: theoretical.length,
        })}
      </p>
      <p className={inside.muted}>{t(isDead ? 'fieldDead' : 'fieldHelp')}</p>
    </>
  );
}
