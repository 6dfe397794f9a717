/**
 * The language of the page around an element, as its authors wrote it: the nearest `lang`, across shadow roots.
 *
 * @param visit Called with each root in which a `lang` may change it.
 */
export function languageOf(element: Element, visit?: (root: Node) => void): string {
  const root = element.getRootNode();
  visit?.(root);
  const near = element.closest('[lang]');
  return near?.getAttribute('lang') ?? (root instanceof ShadowRoot ? languageOf(root.host, visit) : '');
}

/** A language tag that `Intl` takes: templates write `en_US`, and anything else. */
export function known(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
