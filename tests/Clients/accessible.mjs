// Finds accessibility problems of a page. `page.evaluate` runs this function in the page.
export function findProblems() {
  const found = [];
  const isVisible = node => node.checkVisibility({ visibilityProperty: true }) && !node.closest('.visually-hidden');
  const hasName = node => node.getAttribute('aria-label') || node.labels?.length || node.textContent.trim();
  const describe = node => node.outerHTML.slice(0, 120);
  for (const control of document.querySelectorAll('input, select, textarea, progress'))
    if (!control.getAttribute('aria-label') && !control.labels?.length) found.push(`no label: ${describe(control)}`);
  for (const control of document.querySelectorAll('button, a[href], summary, dialog'))
    if (!hasName(control) && !control.getAttribute('aria-labelledby')) found.push(`no name: ${describe(control)}`);
  for (const image of document.querySelectorAll('img')) if (!image.hasAttribute('alt')) found.push(`no alt: ${describe(image)}`);
  const ids = [...document.querySelectorAll('[id]')].map(node => node.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) found.push(`duplicate id: ${id}`);
  const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(heading => heading.checkVisibility());
  if (headings.filter(heading => heading.matches('h1')).length !== 1) found.push('the number of h1 is not 1');
  let level = 0;
  for (const heading of headings) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) found.push(`h${next} after h${level}: ${heading.textContent}`);
    level = next;
  }
  for (const landmark of ['header', 'nav', 'main']) if (!document.querySelector(`body ${landmark}`)) found.push(`no ${landmark}`);
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page is ${wide} pixels too wide`);
  return [...found, ...findLowContrast()];

  /** Text with a contrast below 4.5 to 1, or 3 to 1 if it is large. Disabled controls are exempt. */
  function findLowContrast() {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = colour => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const getBackground = node => {
      for (let at = node; at; at = at.parentElement) {
        const [r, g, b, a] = rgba(getComputedStyle(at).backgroundColor);
        if (a > 250) return [r, g, b];
      }
      return [255, 255, 255];
    };
    const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const luminance = channels => channels.slice(0, 3).map(c => linear(c / 255))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const lowContrast = new Set();
    for (const node of document.querySelectorAll('body *')) {
      const hasText = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
      if (!hasText || node.closest('svg, noscript, option, :disabled') || !isVisible(node)) continue;
      const style = getComputedStyle(node);
      const [one, other] = [luminance(rgba(style.color)), luminance(getBackground(node))].sort((a, b) => b - a);
      const contrast = (one + 0.05) / (other + 0.05);
      const large = Number.parseFloat(style.fontSize) >= 24 || (Number.parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
      if (contrast < (large ? 3 : 4.5))
        lowContrast.add(`contrast ${contrast.toFixed(2)}: ${node.className || node.tagName} "${node.textContent.trim().slice(0, 30)}"`);
    }
    return [...lowContrast];
  }
}
