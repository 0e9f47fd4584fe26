// Keeps the focus near what was pressed, when a list changes.

/** Fills a list again, and keeps the focus in it: on the same button, else on the next row or the heading. */
export function keepFocus(container, render) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const label = focused?.getAttribute('aria-label') ?? focused?.textContent;
  const row = focused?.closest('[data-stage]')?.dataset.stage;
  render();
  if (!focused || container.contains(focused)) return;
  const rows = row ? [...container.querySelectorAll('[data-stage]')] : [];
  const same = rows.find(one => one.dataset.stage === row);
  const controls = [...(same ?? container).querySelectorAll('button, a')];
  const next = controls.find(one => (one.getAttribute('aria-label') ?? one.textContent) === label) ?? same ?? rows[0];
  (next ?? document.querySelector('main h1'))?.focus();
}

/** Removes an entry of a list, and gives the focus to a button of the entry that takes its place, or to another element. */
export function removeEntry(item, other) {
  const neighbour = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  (neighbour?.querySelector('button:not(:disabled)') ?? other).focus();
}
