/**
 * Makes the page unreadable: what is behind a modal dialog is inert, but would still be printed, and in some browsers
 * found by searching in the page. Important rules in a layer win over a page's own, but for those in layers of its own, in
 * style attributes and in shadow roots.
 *
 * @returns The end of it.
 */
export function coverPage(): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('@layer{*{visibility:hidden!important}}');
  document.adoptedStyleSheets.push(sheet);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}
