import { Camera, CameraOff, Video } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary, Sample } from '../../../contract/contract';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import styles from './CameraPicture.module.css';
import { type CameraProblem, closeCamera, openCamera, pictureOf } from './camera';
import type { PixelSample } from './decode-image';
import results from './ResultsView.module.css';
import tryImage from './TryImage.module.css';

/** Between two pictures that the network is asked about. */
const MILLISECONDS = 250;

export interface CameraPictureProps {
  readonly dataset: DatasetSummary | null;
  readonly onSample: (sample: Sample | null) => void;
  /** Whether pictures follow one another. */
  readonly onLive: (isLive: boolean) => void;
}

/**
 * What the camera sees. It is off until its user turns it on; while it is on, a light says so, and it is off again when this view or the
 * window is left.
 */
export function CameraPicture({ dataset, onSample, onLive }: CameraPictureProps) {
  const { t } = useTranslation('results');
  const [height = 1, width = 1] = dataset?.exampleShape ?? [];
  const { stream, problem, isOpening, turnOn, turnOff } = useCamera(() => onSample(null));
  const video = useRef<HTMLVideoElement>(null);
  const [picture, setPicture] = useState<PixelSample | null>(null);

  useEffect(() => {
    onLive(stream !== null);
    if (video.current !== null) video.current.srcObject = stream;
    if (stream === null) return;
    const timer = setInterval(() => {
      const seen = video.current === null ? null : pictureOf(video.current, [height, width]);
      if (seen !== null) onSample(seen);
    }, MILLISECONDS);
    return () => clearInterval(timer);
  }, [stream, height, width, onSample, onLive]);
  useEffect(() => () => onLive(false), [onLive]);

  const start = () => {
    setPicture(null);
    onSample(null);
    void turnOn();
  };
  const take = () => {
    const taken = video.current === null ? null : pictureOf(video.current, [height, width]);
    turnOff();
    setPicture(taken);
    onSample(taken);
  };
  return (
    <div className={styles.camera} data-testid="camera">
      <div className={tryImage.row}>
        {stream === null ? (
          <Button icon={<Video />} isDisabled={isOpening} onClick={start}>
            {t('cameraOn')}
          </Button>
        ) : (
          <>
            <Button variant="primary" icon={<Camera />} onClick={take}>
              {t('takePicture')}
            </Button>
            <Button icon={<CameraOff />} onClick={turnOff}>
              {t('cameraOff')}
            </Button>
            <span className={styles.light} role="status">
              {t('cameraIsOn')}
            </span>
          </>
        )}
      </div>
      {problem === null ? null : <Banner tone="danger">{t(`cameraProblems.${problem}`)}</Banner>}
      {stream === null ? null : (
        <video
          ref={video}
          className={styles.video}
          style={{ aspectRatio: `${width} / ${height}` }}
          aria-label={t('cameraPicture')}
          autoPlay
          muted
          playsInline
        />
      )}
      {stream === null && picture !== null ? (
        <PixelImage
          source={imageOf(picture.pixels, picture.shape)}
          range={BYTES}
          label={t('cameraPicture')}
          size={11}
        />
      ) : null}
      {stream === null && picture === null && problem === null ? (
        <p className={results.muted}>{t('cameraHelp')}</p>
      ) : null}
    </div>
  );
}

/**
 * The camera, off at first. Off again when nobody shows it any longer, when the window is left or hidden, and when it is unplugged.
 *
 * @param onOff called when it is turned off, by whatever
 */
function useCamera(onOff: () => void) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  const isShown = useRef(true);
  const off = useRef(onOff);
  off.current = onOff;
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  useEffect(() => {
    if (stream === null) return;
    const turnOff = () => {
      setStream(null);
      off.current();
    };
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') turnOff();
    };
    const onEnded = () => {
      setProblem('lost');
      turnOff();
    };
    const [track] = stream.getVideoTracks();
    track?.addEventListener('ended', onEnded);
    window.addEventListener('blur', turnOff);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      track?.removeEventListener('ended', onEnded);
      window.removeEventListener('blur', turnOff);
      document.removeEventListener('visibilitychange', onVisibility);
      closeCamera(stream);
    };
  }, [stream]);
  const turnOn = async () => {
    setProblem(null);
    setIsOpening(true);
    const opened = await openCamera();
    setIsOpening(false);
    if (typeof opened === 'string') setProblem(opened);
    // The view may have been left meanwhile.
    else if (isShown.current) setStream(opened);
    else closeCamera(opened);
  };
  const turnOff = () => {
    setStream(null);
    onOff();
  };
  return { stream, problem, isOpening, turnOn, turnOff };
}
