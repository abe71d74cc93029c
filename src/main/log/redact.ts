/**
 * Takes private paths out of a text, so that a log can be sent to strangers. Paths inside the app keep their inner part
 * (`<app>/out/main/index.js:12`), everything else becomes `<path>`.
 */
export function redactPaths(text: string, appRoot: string): string {
  const withoutApp = appRoot.length > 1 ? text.split(appRoot).join('<app>') : text;
  return (
    withoutApp
      // Node quotes the paths in its errors, and quoted ones may hold spaces.
      .replace(/(["'`])(?:[A-Za-z]:[\\/]|\/)(?!\/)[^"'`\n]*\1/g, '$1<path>$1')
      .replace(/file:\/\/\/?[^\s"'`)]*/g, '<path>')
      .replace(/(?<![\w>.:/\\-])(?:[A-Za-z]:\\|\/)(?:[^\s"'`():/\\]+[/\\])+[^\s"'`():/\\]*/g, '<path>')
  );
}
