import { OWN_LAYERS_FILE } from './own-layers';

/** What the page loads beside TensorFlow.js. */
export interface PageScripts {
  /** The model itself, where it is small. */
  readonly hasData: boolean;
  /** Layers that TensorFlow.js does not have. */
  readonly hasOwnLayers: boolean;
}

/** `index.html`: classifies a dropped or drawn image, in the browser alone. */
export function pageText(title: string, { hasData, hasOwnLayers }: PageScripts): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; }
  main { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1.5rem; }
  canvas { box-sizing: border-box; width: 100%; max-width: 18rem; aspect-ratio: 1; border: 1px solid GrayText; border-radius: 8px; image-rendering: pixelated; touch-action: none; cursor: crosshair; }
  .tools { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin-top: .5rem; }
  button, #file, #file::file-selector-button { font: inherit; }
  button, #file::file-selector-button { padding: .25rem .75rem; line-height: 1.25; }
  #file { max-width: 100%; }
  ol { list-style: none; padding: 0; margin: 0; }
  li { display: grid; grid-template-columns: 1fr 4.5rem; margin-bottom: .5rem; }
  li b { font-weight: 600; overflow-wrap: anywhere; }
  li span { text-align: right; font-variant-numeric: tabular-nums; }
  meter { grid-column: 1 / 3; width: 100%; height: .75rem; }
  .dragged canvas { outline: 3px solid Highlight; }
  .output { display: block; margin: 1.25rem 0 .5rem; border-bottom: 1px solid GrayText; font-size: .875rem; }
  .output:first-child { margin-top: 0; }
  fieldset { max-width: 18rem; box-sizing: border-box; margin: 1.5rem 0 0; border: 0; padding: 0; }
  legend { font-weight: 600; padding: 0; }
  fieldset label { display: grid; grid-template-columns: 1fr 7rem; gap: 1rem; align-items: center; margin-bottom: .375rem; overflow-wrap: anywhere; }
  fieldset input { font: inherit; min-width: 0; padding: .25rem .5rem; text-align: right; font-variant-numeric: tabular-nums; }
  fieldset input::placeholder { color: inherit; opacity: .65; }
  #help, #numbers-help, #check, #problem { font-size: .875rem; max-width: 20.5rem; text-wrap: pretty; }
  #help { margin: .75rem 0 0; }
  #numbers-help { margin: .25rem 0 .75rem; }
</style>
<h1>${escaped(title)}</h1>
<main>
  <section>
    <canvas id="image" width="280" height="280" role="img"></canvas>
    <div class="tools">
      <input id="file" type="file" accept="image/*">
      <button id="clear" type="button"></button>
      <label><input id="invert" type="checkbox"> <span id="invert-label"></span></label>
    </div>
    <p id="help"></p>
    <fieldset id="numbers" aria-describedby="numbers-help" hidden>
      <legend id="numbers-label"></legend>
      <p id="numbers-help"></p>
    </fieldset>
  </section>
  <section>
    <ol id="answers" aria-live="polite"></ol>
    <p id="check"></p>
    <p id="problem" role="alert"></p>
  </section>
</main>
<script src="tf.min.js"></script>
${hasOwnLayers ? `<script src="${OWN_LAYERS_FILE}"></script>\n` : ''}${hasData ? '<script src="model-data.js"></script>\n' : ''}<script src="sample-data.js"></script>
<script src="classify.js"></script>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
