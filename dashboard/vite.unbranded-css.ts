import type { Plugin } from 'vite';

/** Parts of govuk-frontend that no page uses; their rules would be a third of the style sheet. */
const UNUSED =
  /\.govuk-(?:accordion|breadcrumbs|character-count|checkboxes|cookie-banner|date-input|exit-this-page|feedback|file-upload|header|language-navigation|panel|password-input|radios|step-by-step|task-list|footer__(?:crown|licence|copyright))/;

/**
 * Services outside GOV.UK may use its design system without its crown and without its typeface. This takes the
 * typeface (whose files are not served) and the crest out of the prebuilt style sheet, and the rules of components
 * that no page uses. `--praxis-font` is set in `styles/tokens.css`.
 */
export function unbrand(css: string): string {
  const withoutFont = css
    .replace(/@font-face\{[^}]*\}/g, '')
    // Aimed at Internet Explorer, and not valid CSS: the minifier refuses it.
    .replace(/@media [^{]*\\0[^{]*\{/g, '@media not all{')
    .replace(/GDS Transport,arial,sans-serif/g, 'var(--praxis-font)');
  return withoutFont.replace(/([^{}]+)\{([^{}]*)\}/g, (rule, selectors: string, body: string) => {
    if (selectors.startsWith('@')) return rule;
    const kept = selectors.split(',').filter((selector) => !UNUSED.test(selector));
    return kept.length === 0 ? '' : `${kept.join(',')}{${body}}`;
  });
}

export function unbrandedCss(): Plugin {
  return {
    name: 'praxis:unbranded-css',
    enforce: 'pre',
    transform(code, id) {
      return id.split('?')[0]?.endsWith('govuk-frontend.min.css') ? { code: unbrand(code), map: null } : null;
    },
  };
}
