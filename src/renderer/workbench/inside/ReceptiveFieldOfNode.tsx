import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceptiveField } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { useInsideSample } from '../../store/runs/inside';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { OverlaidImage } from '../../ui/images/OverlaidImage';
import { SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { ChannelField } from './ChannelField';
import { fieldBox } from './field-box';
import { short } from './HealthTable';
import inside from './InsideView.module.css';
import type { NodePaneProps } from './node-pane-props';
import { boxStyle, PlaceMap } from './PlaceMap';
import type { ChosenPlace, Place } from './place';
import styles from './WindowSteps.module.css';

/** Side of the image in rem. */
const SIZE = 9;

export interface ReceptiveFieldProps extends NodePaneProps {
  readonly chosen: ChosenPlace;
}

/** Which pixels of the image one number of a layer's output depends on: of its feature maps, or of a vector's units. */
export function ReceptiveFieldOfNode(props: ReceptiveFieldProps) {
  const { path } = props;
  const axes = useAnalysis(({ nodes }) => nodes.get(path)?.outputs?.[0]?.shape.length);
  const isFed = useAnalysis(({ nodes }) => (nodes.get(path)?.inputs.length ?? 0) > 0);
  return isFed && (axes === 3 || axes === 1) ? <Field {...props} /> : null;
}

function Field({ runId, path, chosen: { place, choose } }: ReceptiveFieldProps) {
  const { t } = useTranslation('inside');
  const language = useLanguage();
  const { sample } = useInsideSample(runId);
  const question = useMemo(
    () => ({ type: 'receptive-field', path, sample, ...place }) as const,
    [path, sample, place],
  );
  const { answer, failure } = useLatestAnswer(runId, question);
  return (
    <div className={inside.part} data-testid="receptive-field">
      <h3 className={inside.heading}>{t('receptiveField')}</h3>
      {failure !== null ? <p className={inside.muted}>{failureText(failure, language)}</p> : null}
      {answer === null && failure === null ? <p className={inside.muted}>{t('asking')}</p> : null}
      {answer === null ? null : <FieldContent field={answer} onPlace={choose} />}
    </div>
  );
}

interface FieldContentProps {
  readonly field: ReceptiveField;
  readonly onPlace: (changes: Partial<Place>) => void;
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
  const [mapHeight = 1, mapWidth = 1, channels = 1] = field.shape;
  const isVector = mapHeight * mapWidth === 1;
  const choose = (changes: Partial<Place>) => onPlace({ row, column, channel, ...changes });
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
              label={t(isVector ? 'fieldLabelUnit' : 'fieldLabel', { row, column, channel })}
              size={SIZE}
            />
            <span className={styles.box} style={boxStyle(box, rows, columns)} />
          </span>
        </figure>
        {isVector ? null : (
          <figure className={styles.gridFigure}>
            <figcaption className={styles.caption}>{t('outputChannel', { channel })}</figcaption>
            <PlaceMap
              map={outputMap}
              label={t('outputMapLabel', { row, column })}
              box={{ row, column, height: 1, width: 1 }}
              onPlace={(nextRow, nextColumn) => choose({ row: nextRow, column: nextColumn })}
            />
          </figure>
        )}
        <div className={styles.controls}>
          <ChannelField
            label={t(isVector ? 'outputUnitField' : 'outputChannelField')}
            value={channel}
            count={channels}
            onValueChange={(next) => choose({ channel: next })}
          />
          {isVector ? <p>{t('unitValue', { value: short(outputMap.values[0] ?? Number.NaN) })}</p> : null}
        </div>
      </div>
      <p>
        {t('fieldSize', {
          height: box.height,
          width: box.width,
          count: theoretical.reduce((sum, value) => sum + value, 0),
          all: theoretical.length,
        })}
      </p>
      <p className={inside.muted}>{t(isDead ? 'fieldDead' : isVector ? 'fieldHelpUnit' : 'fieldHelp')}</p>
    </>
  );
}
