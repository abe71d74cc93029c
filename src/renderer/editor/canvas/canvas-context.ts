import { createContext, useContext } from 'react';
import type { Flow, Position, Scope } from '../../../graph-runtime/document/document';
import { NO_OBSTACLES, type Obstacle, type Obstacles } from './obstacles';

/** What cards and wires must know besides their own data; changes rarely. */
export interface CanvasScope {
  readonly scope: Scope;
  /** Path of the block uses entered; '' is the network. */
  readonly location: string;
  /** Direction of the layout here. */
  readonly flow: Flow;
}

export const CanvasScopeContext = createContext<CanvasScope>({ scope: null, location: '', flow: 'down' });

export function useCanvasScope(): CanvasScope {
  return useContext(CanvasScopeContext);
}

/** How wires find their way. Replaced when nodes have come to rest, not while they move. */
export interface CanvasRouting {
  readonly obstacles: Obstacles;
  /** The cards' boxes. */
  readonly boxes: readonly Obstacle[];
  /** Corners the automatic layout has found, for wires whose nodes lie where it put them. */
  readonly routes: ReadonlyMap<string, readonly Position[]> | null;
  /** Of wires that lead around the same cards as others, by their keys (tracks.ts). */
  readonly tracks: ReadonlyMap<string, number>;
}

export const NO_TRACKS: ReadonlyMap<string, number> = new Map();

export const CanvasRoutingContext = createContext<CanvasRouting>({
  obstacles: NO_OBSTACLES,
  boxes: [],
  routes: null,
  tracks: NO_TRACKS,
});

export function useCanvasRouting(): CanvasRouting {
  return useContext(CanvasRoutingContext);
}
