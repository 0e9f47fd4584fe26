'use strict';
const items = [...document.querySelectorAll('.cause, .operation')];
const operations = items.filter(item => item.matches('.operation'));
const [words, kind, state, all, shown] = ['words', 'evidence-kind', 'state', 'all', 'shown'].map(id => document.getElementById(id));
const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

function filter() {
  const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of items) {
    const { words: text, evidence, state: states } = item.dataset;
    item.hidden = !(wanted.every(word => text.includes(word))
      && (!kind.value || evidence.split(' ').includes(kind.value))
      && (!state.value || states.split(' ').includes(state.value)));
  }
  for (const section of document.querySelectorAll('#causes > section:not(#broken)'))
    section.hidden = !section.querySelector('.cause:not([hidden])');
  const visible = items.filter(item => !item.hidden);
  const causes = visible.filter(item => item.matches('.cause')).length;
  shown.textContent = (causes < items.length - operations.length || causes > 0 ? `${count(causes, 'cause')}, ` : '')
    + count(visible.length - causes, 'operation');
}

async function copy(button) {
  const command = button.previousElementSibling;
  getSelection().selectAllChildren(command);
  try {
    await navigator.clipboard.writeText(command.textContent);
  } catch {
    document.execCommand('copy'); // where a page may not write to the clipboard; else the command is selected
  }
  button.textContent = 'Copied';
}

function unfoldTarget() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const fold = target && (target.matches('details') ? target : target.querySelector(':scope > details.fold'));
  if (fold) fold.open = true;
}

for (const control of [words, kind, state]) control.addEventListener('input', filter);
document.getElementById('filter').addEventListener('submit', event => event.preventDefault());
all.addEventListener('click', () => {
  const open = all.getAttribute('aria-pressed') !== 'true';
  all.setAttribute('aria-pressed', String(open));
  all.textContent = open ? 'Fold all' : 'Unfold all';
  for (const details of document.querySelectorAll('details')) details.open = open;
});
for (const button of document.querySelectorAll('.copy')) button.addEventListener('click', () => copy(button));

let unfolded = [];
addEventListener('beforeprint', () => {
  unfolded = [...document.querySelectorAll('.cause details:not([open]), details.fold:not([open])')];
  for (const details of unfolded) details.open = true;
});
addEventListener('afterprint', () => { for (const details of unfolded) details.open = false; });
addEventListener('hashchange', unfoldTarget);
unfoldTarget();
filter();
