import { useEffect, useRef, useState } from 'react';
import type { Position } from '../../../graph-runtime/document/document';

export type Places = ReadonlyMap<string, Position>;

/** Milliseconds. */
const DURATION = 260;
/** Moving more nodes than this at once is work for nothing: nobody can follow them. */
const MOST_NODES = 300;

const ease = (progress: number) => 1 - (1 - progress) ** 3;

function isFar(from: Places, to: Places): boolean {
  for (const [id, place] of to) {
    const before = from.get(id);
    if (before !== undefined && (Math.abs(before.x - place.x) > 1 || Math.abs(before.y - place.y) > 1))
      return true;
  }
  return false;
}

function between(from: Places, to: Places, progress: number): Map<string, Position> {
  const places = new Map<string, Position>();
  for (const [id, place] of to) {
    const before = from.get(id) ?? place;
    places.set(id, {
      x: before.x + (place.x - before.x) * progress,
      y: before.y + (place.y - before.y) * progress,
    });
  }
  return places;
}

export interface TweenOptions {
  /** Names what is shown: another scope appears at once. */
  readonly key: string;
  /** No gliding: a move by hand, or motion is not wanted. */
  readonly isInstant: boolean;
  /** Places of nodes that are being dragged. */
  readonly dragged: Places | null;
}

/** Lets nodes glide to new places instead of jumping; what is dragged stays there. */
export function useTween(target: Places, options: TweenOptions): { places: Places; isMoving: boolean } {
  const { key, isInstant, dragged } = options;
  const [gliding, setGliding] = useState<Places | null>(null);
  const shown = useRef<{ key: string; places: Places }>({ key, places: target });
  useEffect(() => {
    // From where it is let go, not from where it was picked up.
    if (dragged !== null) shown.current = { key, places: new Map([...shown.current.places, ...dragged]) };
  }, [dragged, key]);
  useEffect(() => {
    const { key: before, places: from } = shown.current;
    if (isInstant || before !== key || target.size > MOST_NODES || !isFar(from, target)) {
      shown.current = { key, places: target };
      setGliding(null);
      return;
    }
    const start = performance.now();
    let frame = 0;
    const step = (now: number) => {
      const progress = Math.min(1, Math.max(0, (now - start) / DURATION));
      const places = progress === 1 ? target : between(from, target, ease(progress));
      shown.current = { key, places };
      setGliding(progress === 1 ? null : places);
      if (progress < 1) frame = requestAnimationFrame(step);
    };
    // The first frame shows the nodes where they were.
    setGliding(between(from, target, 0));
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target, key, isInstant]);
  const base = gliding ?? target;
  return { places: dragged === null ? base : new Map([...base, ...dragged]), isMoving: gliding !== null };
}
