/** Puts a prefix before the page's title, and takes it off again without a trace of it. */
export function createTitlePrefix(): (prefix: string | null) => void {
  let original = '';
  let shown: string | null = null;
  return (prefix) => {
    // The page may have set a title of its own meanwhile: that is the original now.
    if (shown === null || document.title !== shown) original = document.title;
    else if (prefix === null) document.title = original;
    shown = prefix === null ? null : `${prefix} ${original}`;
    if (shown !== null) {
      document.title = shown;
      // Browsers strip and collapse white space.
      shown = document.title;
    }
  };
}
