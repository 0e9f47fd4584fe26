// The domain data of a stub: JSON that starts with the form that the contracts have for a content category.
import { el, button, field } from './dom.js';
import { loadOperations, resolve } from './operations.js';
import { attempt } from './components.js';

const ComplianceFields = ['mls_compliance_check', 'marketplace_compliance_check'];

/** The fields of an image's details that images of a category have. */
export const CategoryFields = {
  general: [],
  blueprint: ['legend_data', 'layout_region_data', 'schedule_data'],
  ce_plan: ['ce_plan_data', 'legend_data', 'layout_region_data', 'schedule_data'],
  technical_diagram: ['technical_diagram_data'],
  architectural_design: ['architectural_design_data'],
  product_photo: [],
  real_estate: ['real_estate_data'],
  mining: ['mining_data'],
  robotics: ['robotics_data'],
  artwork: [],
  screenshot: [],
  document: [],
  map: ['legend_data'],
  pid: ['pid_data'],
  pfd: ['pfd_data'],
  construction: ['construction_data'],
  facility_assessment: ['facility_assessment_data'],
};

/** The editor. `getCategory` returns the category of the stub, or an empty text; `read` throws when the text is no JSON object. */
export function createDataEditor(getCategory) {
  const text = el('textarea', { rows: 6, class: 'json', spellcheck: 'false', 'data-field': 'data', placeholder: '{"pid_data": {…}}' });
  const problem = el('small', { class: 'error', role: 'status' });
  const check = () => {
    problem.textContent = findProblem(text.value);
    text.setCustomValidity(problem.textContent);
    text.setAttribute('aria-invalid', String(problem.textContent !== ''));
  };
  const insert = async () => {
    const shape = await attempt(async () => createShape(await loadOperations(), getCategory()));
    if (shape === undefined) return;
    text.value = JSON.stringify(shape, null, 2);
    text.dispatchEvent(new Event('input', { bubbles: true }));
    text.focus();
  };
  text.addEventListener('input', check);
  const node = el(
    'div',
    { class: 'editor' },
    field('Domain data as JSON', text, 'By field of the image\u2019s details; null for nothing found. Compliance checks have a status.'),
    problem,
    el('p', { class: 'row' }, button('Insert the fields of the category', insert, { class: 'small' })),
  );
  const read = () => (text.value.trim() === '' ? undefined : JSON.parse(text.value));
  const clear = () => {
    text.value = '';
    check();
  };
  return { node, read, clear, hasProblem: () => findProblem(text.value) !== '' };
}

/** What is wrong with a text, or an empty text. */
function findProblem(text) {
  if (text.trim() === '') return '';
  try {
    const data = JSON.parse(text);
    const isObject = data !== null && typeof data === 'object' && !Array.isArray(data);
    return isObject ? '' : 'The data must be an object with a field for each extraction.';
  } catch (error) {
    return `This is not JSON: ${error.message}`;
  }
}

/** An example of the fields of a category; without one, or for one without fields, of the compliance checks. */
function createShape({ document }, category) {
  const details = document.components.schemas['image-file-details'].properties;
  const own = CategoryFields[category] ?? [];
  const names = own.length > 0 ? own : ComplianceFields;
  return Object.fromEntries(names.map(name => [name, createExample(document, details[name])]));
}

/** A value that fits a schema. */
function createExample(document, reference) {
  const schema = resolve(document, reference);
  const [option] = schema.oneOf ?? schema.anyOf ?? [];
  if (option) return createExample(document, option);
  if (schema.enum) return schema.enum[0];
  const type = [schema.type].flat()[0];
  if (type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, createExample(document, part)]));
  if (type === 'array') return schema.items ? [createExample(document, schema.items)] : [];
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return schema.minimum ?? 0;
  return type === 'string' ? '' : null;
}
