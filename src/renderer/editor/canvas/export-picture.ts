import { LAYER_CATEGORIES } from '../../../graph-runtime/layers/layer';
import { learnableParameters } from '../../../graph-runtime/infer/costs';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { currentLanguage, i18n } from '../../messages/i18n';
import { request } from '../../store/bridge/bridge';
import { showFailure, showSaved } from '../../store/bridge/show-reply';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { scopeLayout, useLayouts } from '../../store/layout/layouts';
import { nodeTitle } from '../../store/view/describe-node';
import { currentEditContext, openLocation } from '../../store/view/edit-context';
import { groupAt } from '../../store/view/location';
import { usePictureOptions } from '../../store/view/picture-options';
import type { CardCategory } from '../../ui/CategoryIcon';
import { formatWhole } from '../../ui/format-number';
import { useToasts } from '../../ui/Toaster';
import { drawPicture, type PictureInput } from './picture';

/** Pixels for each canvas unit: enough for a column of a printed page. */
const PNG_SCALE = 3;
/** Browsers draw nothing at all on a larger canvas. */
const MOST_PIXELS = 16_000;

function currentPicture(): string {
  const { document, generation } = useDocument.getState();
  const context = currentEditContext();
  const { positions, routes } = scopeLayout(
    useLayouts.getState().layouts,
    generation,
    document,
    context.scope,
  );
  return drawPicture({
    analysis: analysisOf(document),
    location: openLocation(),
    scope: context.scope,
    positions,
    routes,
    language: currentLanguage(),
    colorsOf: lightColors(),
    ...(usePictureOptions.getState().hasTotals ? { heading: headingOf() } : {}),
  });
}

/** What is shown and what it costs. */
function headingOf(): NonNullable<PictureInput['heading']> {
  const language = currentLanguage();
  const analysis = analysisOf(useDocument.getState().document);
  const location = openLocation();
  const group = groupAt(analysis, location);
  const cost = analysis.groups.get(location)?.cost ?? analysis.cost;
  return {
    title: group === undefined ? analysis.document.name : nodeTitle(analysis.document, group.node, language),
    facts: i18n.t('canvas:pictureFacts', {
      parameters: formatWhole(learnableParameters(cost), language),
      operations: formatWhole(cost.multiplyAccumulates, language),
      memory: formatBytes(cost.activationBytes, language),
    }),
  };
}

/** The category colors of the light theme, whatever theme is on. */
export function lightColors(): (category: CardCategory) => { solid: string; soft: string } {
  const root = document.documentElement;
  const { theme, contrast } = root.dataset;
  root.dataset.theme = 'light';
  root.dataset.contrast = 'normal';
  const style = getComputedStyle(root);
  const read = (category: CardCategory, part: string) => {
    const name = category === 'unknown' ? 'block' : category;
    return style.getPropertyValue(`--category-${name}-${part}`).trim();
  };
  const categories = [...LAYER_CATEGORIES, 'block', 'unknown'] as const;
  const colors = new Map(
    categories.map((category) => [
      category,
      { solid: read(category, 'solid'), soft: read(category, 'soft') },
    ]),
  );
  root.dataset.theme = theme;
  root.dataset.contrast = contrast;
  return (category) => colors.get(category) ?? { solid: '#000000', soft: '#ffffff' };
}

/** Lets the user choose a place and writes the picture there; SVG as text, also for PDF, PNG as base64. */
async function savePicture(format: 'svg' | 'png' | 'pdf', data: string): Promise<void> {
  const reply = await request('picture:save', { name: useDocument.getState().document.name, format, data });
  if (!reply.ok) showFailure(reply.error);
  else if (reply.value !== null) showSaved(reply.value.filePath);
}

/** Saves the open scope as vector graphics. */
export async function exportSvg(): Promise<void> {
  await savePicture('svg', currentPicture());
}

/** Saves the open scope as a page of its size. */
export async function exportPdf(): Promise<void> {
  await savePicture('pdf', currentPicture());
}

/** Prints the open scope, by the system's dialog. */
export async function printNetwork(): Promise<void> {
  const reply = await request('picture:print', { data: currentPicture() });
  if (!reply.ok) showFailure(reply.error);
}

/** Saves the open scope as pixels. */
export async function exportPng(): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(currentPicture())}`;
  await image.decode();
  const scale = Math.min(PNG_SCALE, MOST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const url = canvas.toDataURL('image/png');
  const data = url.slice(url.indexOf(',') + 1);
  // A canvas that is too large gives an empty picture instead of an error.
  if (data === '')
    useToasts.getState().show({ tone: 'danger', text: () => i18n.t('canvas:pictureTooLarge') });
  else await savePicture('png', data);
}
