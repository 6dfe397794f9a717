/** Puts a prefix before the page's title, and takes it off again, for `''`, without a trace of it. */
export function createTitlePrefix(): (prefix: string) => void {
  let original = '';
  let shown = '';
  return (prefix) => {
    // The page may have set a title of its own meanwhile: that is the original now.
    if (!shown || document.title !== shown) original = document.title;
    else if (!prefix) document.title = original;
    shown = prefix && `${prefix} ${original}`;
    if (!shown) return;
    document.title = shown;
    // Browsers strip and collapse white space.
    shown = document.title;
  };
}
