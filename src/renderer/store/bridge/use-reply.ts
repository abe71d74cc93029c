import { useEffect, useRef, useState } from 'react';
import type { PageChannel, Replies, Request } from '../../../contract/contract';
import type { Failure } from '../../../contract/failure';
import { request } from './bridge';

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
