import ELK from 'elkjs/lib/elk.bundled.js';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, Scope } from '../../../graph-runtime/document/document';
import { gapOf, turnBox } from '../document/flow';
import { expandAll } from '../edits/expand-all';
import { isOverlapping } from '../edits/placing';
import { documentOf, editContextOf, presetNames, readPreset } from '../testing/documents';
import { arrangeRequest } from './arrange-request';
import { fromElkGraph, toElkGraph } from './elk-graph';
import {
  type ColumnChoice,
  createLayoutRequest,
  type LayoutRequest,
  type LayoutResult,
  type LayoutWire,
  turnRequest,
} from './layout-request';
import { divide, shapeOf } from './segments';

const elk = new ELK();
const layOutWhole = async (request: LayoutRequest): Promise<LayoutResult> =>
  fromElkGraph(await elk.layout(toElkGraph(request)));

async function layOut(document: NetloomDocument, scope: Scope = null, columns?: ColumnChoice) {
  const request = createLayoutRequest(document, scope, undefined, columns);
  const division = divide(turnRequest(request));
  if (division === null) throw new Error('The network has a cycle.');
  return { request, division, result: await arrangeRequest(request, layOutWhole) };
}

function boxesOf(request: LayoutRequest, result: LayoutResult) {
  return request.nodes.map((node) => {
    const place = result.positions.get(node.id);
    if (place === undefined) throw new Error(`${node.id} has no place.`);
    return { ...place, width: node.width, height: node.height };
  });
}

/** Wires that lead against the flow: none, but those from the end of a column to the next one. */
function upwardWires(request: LayoutRequest, result: LayoutResult): LayoutWire[] {
  const boxes = boxesOf(request, result).map((box) => turnBox(request.flow, box));
  const boxOf = new Map(request.nodes.map((node, index) => [node.id, boxes[index]]));
  return request.wires.filter((wire) => {
    const from = boxOf.get(wire.from);
    const bottom = (from?.y ?? 0) + (from?.height ?? 0);
    return (boxOf.get(wire.to)?.y ?? 0) - bottom < gapOf(request.flow) - 1;
  });
}

function expectApart(request: LayoutRequest, result: LayoutResult): void {
  const boxes = boxesOf(request, result).sort((a, b) => a.y - b.y);
  const overlaps = boxes.filter((box, index) =>
    // Sorted by height: only the next ones can be near.
    boxes.slice(index + 1, index + 40).some((other) => isOverlapping(box, other)),
  );
  expect(overlaps).toEqual([]);
}

function expectReadable(request: LayoutRequest, result: LayoutResult): void {
  expectApart(request, result);
  // Top-down: whatever feeds a node is above it, with room for the wire's label.
  expect(upwardWires(request, result)).toEqual([]);
}

describe('the automatic layout', () => {
  it.each(presetNames())('of %s and its blocks overlaps nothing and flows downwards', async (name) => {
    const document = readPreset(name);
    for (const scope of [null, ...Object.keys(document.blocks)]) {
      const { request, result } = await layOut(document, scope);
      expectReadable(request, result);
    }
  });

  it.each(['googlenet', 'inception-v3', 'resnet-50', 'densenet', 'lenet'])(
    'of %s from left to right overlaps nothing and flows to the right',
    async (name) => {
      const document: NetloomDocument = { ...readPreset(name), flow: 'right' };
      for (const scope of [null, ...Object.keys(document.blocks)]) {
        const { request, result } = await layOut(document, scope);
        expectReadable(request, result);
        // Wires start and end at the sides of the cards.
        for (const wire of request.wires) {
          const way = result.routes.get(wire.key);
          const box = boxesOf(request, result)[request.nodes.findIndex((node) => node.id === wire.from)];
          if (way !== undefined) expect(way[0]?.x).toBeCloseTo((box?.x ?? 0) + (box?.width ?? 0), 0);
        }
      }
    },
  );

  it('cuts a chain into links that need no engine', () => {
    const division = divide(createLayoutRequest(readPreset('lenet'), null));
    expect(division?.segments).toHaveLength(13);
    expect(division?.segments.every((segment) => segment.request.nodes.length === 2)).toBe(true);
  });

  it('cuts expanded networks at the nodes everything flows through', async () => {
    for (const name of ['resnet-152', 'densenet-201']) {
      const preset = readPreset(name);
      const document = applyEdits(preset, expandAll(editContextOf(preset))?.edits ?? []);
      expect(document.nodes.some((node) => blockName(node.type) !== null)).toBe(false);
      const { request, division, result } = await layOut(document);
      expect(Math.max(...division.segments.map((segment) => segment.request.nodes.length))).toBeLessThan(14);
      expectApart(request, result);
      // In columns, about as wide as high; every wire but those between the columns leads down.
      const boxes = boxesOf(request, result);
      const width = Math.max(...boxes.map((box) => box.x + box.width));
      const height = Math.max(...boxes.map((box) => box.y + box.height));
      expect(width / height).toBeGreaterThan(0.8);
      expect(width / height).toBeLessThan(2.5);
      const upwards = upwardWires(request, result);
      expect(upwards.length).toBeGreaterThan(2);
      expect(upwards.length).toBeLessThan(30);
      for (const wire of upwards) {
        const [from, to] = [result.positions.get(wire.from), result.positions.get(wire.to)];
        expect(to?.x ?? 0).toBeGreaterThan((from?.x ?? 0) + 280);
      }
    }
  });

  describe('in columns that suit the canvas', () => {
    const toFit = (width: number, height: number): ColumnChoice => ({ kind: 'fit', room: { width, height } });
    /** The zoom at which all of it is seen in `room`. */
    const zoomIn = (
      { request, result }: Awaited<ReturnType<typeof layOut>>,
      room: { width: number; height: number },
    ) => {
      const boxes = boxesOf(request, result);
      const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
      const right = Math.max(...boxes.map(({ x, width }) => x + width));
      const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
      return Math.min(room.width / (right - left), room.height / (bottom - top), 1);
    };

    it.each([
      ['down', 800, 366],
      ['down', 1_700, 300],
      ['right', 800, 600],
      ['right', 400, 900],
    ] as const)(
      'a short chain that flows %s is readable as a whole in %d × %d',
      async (flow, width, height) => {
        const document: NetloomDocument = { ...readPreset('lenet'), flow };
        const single = await layOut(document);
        const folded = await layOut(document, null, toFit(width, height));
        expectApart(folded.request, folded.result);
        const zoom = zoomIn(folded, { width, height });
        expect(zoom).toBeGreaterThanOrEqual(0.42);
        expect(zoom).toBeGreaterThan(1.25 * zoomIn(single, { width, height }));
        // Only the wires between columns lead back.
        const back = upwardWires(folded.request, folded.result).length;
        expect(back).toBeGreaterThan(0);
        expect(back).toBeLessThan(8);
      },
    );

    it('stays one column where that can be read, and where columns would not help', async () => {
      const document = readPreset('lenet');
      const single = await layOut(document);
      for (const [width, height] of [
        [640, 667],
        [252, 366],
      ] as const) {
        const { result } = await layOut(document, null, toFit(width, height));
        expect(result.columnHeight).toBeNull();
        expect(result.positions).toEqual(single.result.positions);
      }
    });

    it('keeps the height of its columns when nodes are added', async () => {
      const before = readPreset('lenet');
      const { result } = await layOut(before, null, toFit(800, 366));
      const height = result.columnHeight ?? null;
      expect(height).not.toBeNull();
      const same = await layOut(before, null, { kind: 'height', height });
      expect(same.result.positions).toEqual(result.positions);
      const after = applyEdits(before, [
        { kind: 'add-node', scope: null, node: { id: 'extra', type: 'relu' } },
      ]);
      const more = await layOut(after, null, { kind: 'height', height });
      for (const [id, place] of result.positions) expect(more.result.positions.get(id)).toEqual(place);
    });
  });

  it('finishes a side branch before the main path continues', () => {
    const relu = (id: string) => ({ id, type: 'relu' });
    const division = divide(
      createLayoutRequest(
        documentOf(
          [
            { id: 'input', type: 'input' },
            relu('a'),
            relu('main1'),
            relu('main2'),
            relu('side'),
            { id: 'output', type: 'output' },
          ],
          [
            { from: 'input', to: 'a' },
            { from: 'a', to: 'main1' },
            { from: 'main1', to: 'main2' },
            { from: 'main2', to: 'output' },
            { from: 'a', to: 'side' },
          ],
        ),
        null,
      ),
    );
    const branching = division?.segments.find((segment) =>
      segment.request.nodes.some((node) => node.id === 'side'),
    );
    expect(branching?.request.nodes.map((node) => node.id).sort()).toEqual(['a', 'main1', 'side']);
  });

  it('puts nodes without wires beside the network, and stacks what is not connected', async () => {
    const document = documentOf(
      [
        { id: 'input', type: 'input' },
        { id: 'a', type: 'relu' },
        { id: 'b', type: 'relu' },
        { id: 'c', type: 'relu' },
        { id: 'loose', type: 'relu' },
      ],
      [
        { from: 'input', to: 'a' },
        { from: 'b', to: 'c' },
      ],
    );
    const { request, result } = await layOut(document);
    expectReadable(request, result);
    expect(result.positions.get('loose')?.x).toBeGreaterThan(260);
  });

  it('says when there is a cycle', () => {
    const request = createLayoutRequest(
      documentOf(
        [
          { id: 'a', type: 'relu' },
          { id: 'b', type: 'relu' },
        ],
        [
          { from: 'a', to: 'b' },
          { from: 'b', to: 'a' },
        ],
      ),
      null,
    );
    expect(divide(request)).toBeNull();
  });

  it('gives equal blocks equal layouts', async () => {
    const preset = readPreset('resnet-152');
    const document = applyEdits(preset, expandAll(editContextOf(preset))?.edits ?? []);
    const { division, result } = await layOut(document);
    const heights = new Map<string, Set<number>>();
    for (const segment of division.segments) {
      const top = result.positions.get(segment.top ?? '')?.y ?? 0;
      const bottom = result.positions.get(segment.bottom ?? '')?.y ?? 0;
      // From one column to the next.
      if (bottom < top) continue;
      const { key } = shapeOf(segment);
      heights.set(key, (heights.get(key) ?? new Set()).add(bottom - top));
    }
    // 50 blocks, but only a handful of different ones.
    expect(division.segments.length).toBeGreaterThan(100);
    expect(heights.size).toBeLessThan(15);
    expect([...heights.values()].every((set) => set.size === 1)).toBe(true);
  });
});
