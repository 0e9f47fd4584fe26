'use strict';
const operations = [...document.querySelectorAll('.operation')];
const [words, kind, gaps, all, shown] = ['words', 'evidence-kind', 'gaps', 'all', 'shown'].map(id => document.getElementById(id));

function filter() {
  const wanted = words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const operation of operations) {
    const { words: text, evidence, gap } = operation.dataset;
    const fits = wanted.every(word => text.includes(word))
      && (!kind.value || evidence.split(' ').includes(kind.value))
      && (!gaps.checked || gap === '1');
    operation.hidden = !fits;
    if (fits) count++;
  }
  shown.textContent = count === 1 ? '1 operation' : `${count} operations`;
}

for (const control of [words, kind, gaps]) control.addEventListener('input', filter);
document.getElementById('filter').addEventListener('submit', event => event.preventDefault());
all.addEventListener('click', () => {
  const open = all.getAttribute('aria-pressed') !== 'true';
  all.setAttribute('aria-pressed', String(open));
  all.textContent = open ? 'Close all' : 'Open all';
  for (const operation of operations) operation.open = open;
});
addEventListener('beforeprint', () => { for (const details of document.querySelectorAll('details:not([hidden])')) details.open = true; });
filter();
