import { blockName } from '../../../graph-runtime/document/block-type';
import type { NetloomDocument, Position, Scope } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { learnableParameters } from '../../../graph-runtime/infer/costs';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import type { Language } from '../../../graph-runtime/text/text';
import { flowOf } from '../../store/document/flow';
import { nodesOf, portsOfType, wiresOf } from '../../store/document/network';
import { nodeSize } from '../../store/document/node-size';
import type { Box } from '../../store/edits/placing';
import { categoryOf, nodeTitle } from '../../store/view/describe-node';
import { costAt, flatNodeAt, layerPaths } from '../../store/view/location';
import { typeFrom } from '../../store/view/node-state';
import { describeUse } from '../../store/view/scope-values';
import type { CardCategory } from '../../ui/CategoryIcon';
import { formatShort } from '../../ui/format-number';
import { labelPlace, roundedPath, routeCorners } from './edge-route';
import { boundsOf } from './fit-viewport';
import { tracksOf, type PlacedWire } from './tracks';
import { textWidth } from './name-places';
import { createObstacles, type Obstacles } from './obstacles';
import { placedWires } from './placed-wires';

/** The open scope as a picture fit for a paper: vector graphics with text as text, in the colors of the light theme. */

export interface PictureInput {
  readonly analysis: NetworkAnalysis;
  readonly location: string;
  readonly scope: Scope;
  readonly positions: ReadonlyMap<string, Position>;
  readonly routes: ReadonlyMap<string, readonly Position[]> | null;
  readonly language: Language;
  /** Drawn above the network, where it is wanted. */
  readonly heading?: { readonly title: string; readonly facts: string };
  /** Colors of a category, read from the design tokens. */
  readonly colorsOf: (category: CardCategory) => { readonly solid: string; readonly soft: string };
}

const MARGIN = 24;
const TILE = 6;
const TEXT = '#18202b';
const MUTED = '#55606f';
const LINE = '#8894a5';
const FONT = "font-family=\"Helvetica, Arial, 'Noto Sans', 'Noto Sans CJK TC', sans-serif\"";
/** Width of a letter of the title, as a share of its size: enough to keep long names inside the card. */
const LETTER = 0.56;

function escapeText(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
}

function text(x: number, y: number, size: number, content: string, options = ''): string {
  return `<text x="${x}" y="${y}" font-size="${size}" ${options}>${escapeText(content)}</text>`;
}

function shorten(content: string, width: number, size: number): string {
  const most = Math.max(1, Math.floor(width / (size * LETTER)));
  return content.length <= most ? content : `${content.slice(0, most - 1)}…`;
}

/** The picture as the text of an SVG file. */
export function drawPicture(input: PictureInput): string {
  const { analysis, scope, positions } = input;
  const { document } = analysis;
  const flow = flowOf(document, scope);
  const boxes = new Map<string, Box>();
  for (const node of nodesOf(document, scope)) {
    const position = positions.get(node.id);
    if (position !== undefined) boxes.set(node.id, { ...position, ...nodeSize(document, node, flow) });
  }
  const bounds = boundsOf([...boxes.values()]) ?? { x: 0, y: 0, width: 1, height: 1 };
  const obstacles = createObstacles(
    [...boxes].map(([id, box]) => ({ id, ...box })),
    flow,
  );
  const all = wiresOf(document, scope);
  const placed = placedWires(document, scope, boxes, flow);
  const tracks = tracksOf(placed, obstacles);
  const places = new Map(placed.map((wire) => [wire.key, wire]));
  const wires = all.map((wire) => drawWire(input, wire, { obstacles, place: places.get(wire.key), tracks }));
  const cards = nodesOf(document, scope).map((node) => drawCard(input, node.id, boxes));
  const view = viewOf(bounds, input.heading);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.join(' ')}" width="${view[2]}" height="${view[3]}">`,
    `<title>${escapeText(document.name)}</title>`,
    `<rect x="${view[0]}" y="${view[1]}" width="${view[2]}" height="${view[3]}" fill="#ffffff"/>`,
    `<g fill="none" stroke="${LINE}" stroke-width="1.5">${wires.map((wire) => wire.path).join('')}</g>`,
    `<g ${FONT}>${drawHeading(bounds, input.heading)}${cards.join('')}${wires.map((wire) => wire.label).join('')}</g>`,
    '</svg>',
  ].join('\n');
}

/** Room above the network for the heading. */
const HEADING = { height: 62, title: 22, facts: 12.5 } as const;

/** The part of the canvas that is in the picture: x, y, width, height. */
function viewOf(bounds: Box, heading: PictureInput['heading']): readonly [number, number, number, number] {
  const above = heading === undefined ? 0 : HEADING.height;
  const wanted =
    heading === undefined
      ? 0
      : Math.max(textWidth(heading.title) * HEADING.title, textWidth(heading.facts) * HEADING.facts);
  return [
    bounds.x - MARGIN,
    bounds.y - MARGIN - above,
    Math.round(Math.max(bounds.width, wanted)) + 2 * MARGIN,
    bounds.height + 2 * MARGIN + above,
  ];
}

function drawHeading({ x, y }: Box, heading: PictureInput['heading']): string {
  if (heading === undefined) return '';
  const top = y - HEADING.height;
  return [
    text(x, top + HEADING.title, HEADING.title, heading.title, `font-weight="bold" fill="${TEXT}"`),
    text(x, top + HEADING.title + 22, HEADING.facts, heading.facts, `fill="${MUTED}"`),
  ].join('');
}

interface WireWay {
  readonly obstacles: Obstacles;
  /** Undefined: one of its nodes has no place. */
  readonly place: PlacedWire | undefined;
  readonly tracks: ReadonlyMap<string, number>;
}

function drawWire(
  { analysis, location, routes }: PictureInput,
  wire: ReturnType<typeof wiresOf>[number],
  { obstacles, place: way, tracks }: WireWay,
): { path: string; label: string } {
  if (way === undefined) return { path: '', label: '' };
  const ends = new Set([wire.from.id, wire.to.id]);
  const corners =
    routes?.get(wire.key) ?? routeCorners(way.source, way.target, obstacles, ends, tracks.get(wire.key));
  const type = typeFrom(analysis, location, wire.from);
  const whole = type === null ? '?' : formatShape(type.shape);
  const shape = obstacles.flow === 'down' ? whole : whole.replaceAll(' ', '');
  const size = { width: shape.length * 6.4 + 10, height: 16 };
  const place = labelPlace(corners, size, obstacles);
  const frame = `<rect x="${place.x - size.width / 2}" y="${place.y - size.height / 2}" width="${size.width}" height="${size.height}" rx="8" fill="#ffffff"/>`;
  return {
    path: `<path d="${roundedPath(corners)}"/>`,
    label: frame + text(place.x, place.y + 4, 11, shape, `text-anchor="middle" fill="${MUTED}"`),
  };
}

function drawCard(input: PictureInput, id: string, boxes: ReadonlyMap<string, Box>): string {
  const { analysis, location, scope, language, colorsOf } = input;
  const node = nodesOf(analysis.document, scope).find((candidate) => candidate.id === id);
  const box = boxes.get(id);
  if (node === undefined || box === undefined) return '';
  const { solid, soft } = colorsOf(categoryOf(node.type));
  const title = nodeTitle(analysis.document, node, language);
  const port = portsOfType(analysis.document, node.type).outputs[0]?.name;
  // An output shows what it takes in.
  const type = port === undefined ? enteringType(input, id) : typeFrom(analysis, location, { id, port });
  const shape = type === null ? '' : formatShape(type.shape);
  const weights = learnableParameters(costAt(analysis, location, id));
  const count = weights === 0 ? '' : formatShort(weights, language);
  const detail = detailOf(input, node);
  const isTall = box.height > 40 && detail !== '';
  const left = box.x + TILE + 12;
  const titleY = box.y + (isTall ? box.height / 2 - 4 : box.height / 2 + 5);
  const free = box.width - TILE - 30 - shape.length * 6.2;
  return [
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="7" fill="${soft}" stroke="${solid}"/>`,
    `<rect x="${box.x}" y="${box.y}" width="${TILE}" height="${box.height}" rx="3" fill="${solid}"/>`,
    text(left, titleY, 14, shorten(title, free, 14), `font-weight="bold" fill="${TEXT}"`),
    text(box.x + box.width - 10, titleY, 11.5, shape, `text-anchor="end" fill="${MUTED}"`),
    isTall
      ? text(left, titleY + 17, 12, shorten(detail, box.width - 40 - count.length * 7, 12), `fill="${MUTED}"`)
      : '',
    count === '' || !isTall
      ? ''
      : text(box.x + box.width - 10, titleY + 17, 11.5, count, `text-anchor="end" fill="${MUTED}"`),
  ].join('');
}

function enteringType({ analysis, location, scope }: PictureInput, id: string) {
  const wire = wiresOf(analysis.document, scope).find(({ to }) => to.id === id);
  return wire === undefined ? null : typeFrom(analysis, location, wire.from);
}

function detailOf(
  { analysis, location, language }: PictureInput,
  node: NetloomDocument['nodes'][number],
): string {
  if (blockName(node.type) !== null) return describeUse(analysis, location, node, language);
  const [path] = layerPaths(analysis, location, node);
  const flat = path === undefined ? undefined : flatNodeAt(analysis, path);
  return flat === undefined ? '' : (getLayer(node.type)?.describe(flat.parameters, language) ?? '');
}
