/** The pages that the extension shows, by the names of their bundles. */
export type PageName = 'explanation' | 'dashboard';

/** What an empty page is made of. */
export interface PageParts {
  readonly page: PageName;
  readonly language: string;
  /** Where the page may load from, as its policy names it. */
  readonly source: string;
  readonly nonce: string;
  /** The address of a file in `dist/webview`. */
  asset(name: string): string;
}

/**
 * A panel's empty page. Content arrives by message and is put in as text, so nothing from a file is ever parsed as HTML;
 * the policy allows our own script and style sheet and nothing else.
 */
export function pageHtml({ page, language, source, nonce, asset }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${asset(`${page}.css`)}">
<title>NDR Lens</title>
</head>
<body>
<script nonce="${nonce}" src="${asset(`${page}.js`)}"></script>
</body>
</html>`;
}
