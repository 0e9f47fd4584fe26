// Where the results of the AI come from, in words.

const Sources = {
  generated: 'generated',
  dataset: 'from the dataset',
  stub: 'decided by a stub',
  ocr: 'read in the picture by OCR',
  imported: 'imported from another account',
};
const nameField = field => field.replaceAll('_', ' ');

/** The source of a field in words; null when the file does not have it. */
export function describeSource(fields, name) {
  const found = fields.find(({ field }) => field === name);
  return found ? Sources[found.source] : null;
}

/** `Generated: description, tags. Read in the picture by OCR: visible text.` */
export function describeSources(fields) {
  const groups = Object.keys(Sources)
    .map(source => [Sources[source], fields.filter(field => field.source === source).map(({ field }) => nameField(field))])
    .filter(([, names]) => names.length > 0);
  return groups.map(([words, names]) => `${words[0].toUpperCase()}${words.slice(1)}: ${names.join(', ')}.`).join(' ');
}
