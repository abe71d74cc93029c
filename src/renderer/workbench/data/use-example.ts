import { useEffect, useRef, useState } from 'react';
import type { PageChannel, Replies, Request } from '../../../contract/contract';
import type { ExampleDetails, Thumbnails } from '../../../contract/data-browser';
import type { Failure } from '../../../contract/failure';
import { request } from '../../store/bridge/bridge';

/** Larger than what is stored, so that it comes as it is. */
const WHOLE = 4_096;

/** All that is known of one example; null until it is there. */
export function useExampleDetails(id: string, example: number | null): ExampleDetails | null {
  const payload = example === null ? null : { id, example };
  return useReply('data:example', payload).value;
}

/** The stored image of one example; null until it is there, or where there is none. */
export function useStoredImage(id: string, example: number | null): Thumbnails | null {
  return useReply('data:thumbnails', example === null ? null : { id, examples: [example], side: WHOLE })
    .value;
}

/** Small images of some examples. */
export function useSmallImages(id: string, examples: readonly number[], side: number): Thumbnails | null {
  return useReply('data:thumbnails', examples.length === 0 ? null : { id, examples: [...examples], side })
    .value;
}

/**
 * What main answers to a request, asked again whenever that is another one. The value is null until it is there.
 *
 * @param payload null: nothing is asked
 */
export function useReply<C extends PageChannel>(channel: C, payload: Request<C> | null) {
  const key = payload === null ? null : JSON.stringify([channel, payload]);
  const [reply, setReply] = useState<{
    readonly key: string;
    readonly value: Replies[C] | null;
    readonly failure: Failure | null;
  } | null>(null);
  // Equal requests are new objects at each rendering: another key is another request.
  const latest = useRef(payload);
  latest.current = payload;
  useEffect(() => {
    const asked = latest.current;
    if (key === null || asked === null) return;
    let isCurrent = true;
    void request(channel, asked).then((answer) => {
      if (!isCurrent) return;
      setReply(
        answer.ok ? { key, value: answer.value, failure: null } : { key, value: null, failure: answer.error },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [channel, key]);
  return reply !== null && reply.key === key ? reply : { value: null, failure: null };
}
