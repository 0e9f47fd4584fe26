// The fields of an operation's successful responses that a fault can change, by the contracts.
import { loadOperations, getNoun, resolve } from './operations.js';

const MaxDepth = 12;

/**
 * The paths of the fields that are one of several words, and of those that can be null, and whether a response is JSON. For a pattern,
 * those of all its operations.
 */
export async function loadChangeableFields(pattern) {
  const { document, operations } = await loadOperations();
  const found = { unknown_word: new Set(), null_field: new Set() };
  let isJson = false;
  for (const operation of operations.filter(({ id }) => matches(pattern, id)))
    for (const [status, response] of Object.entries(operation.responses ?? {}))
      if (status.startsWith('2')) {
        const schema = resolve(document, response)?.content?.['application/json']?.schema;
        isJson ||= schema !== undefined;
        collect(document, schema, '', 0, found);
      }
  return { unknown_word: [...found.unknown_word], null_field: [...found.null_field], isJson };
}

const matches = (pattern, id) => pattern === '*' || pattern === id || (pattern.endsWith('.*') && pattern.slice(0, -2) === getNoun(id));

/** Adds the fields of a schema; `path` is that of the object to which they belong. */
function collect(document, reference, path, depth, found) {
  const schema = resolve(document, reference);
  if (!schema || depth > MaxDepth) return;
  for (const branch of getBranches(schema)) collect(document, branch, path, depth + 1, found);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const field = path ? `${path}.${name}` : name;
    if (isWord(document, property)) found.unknown_word.add(field);
    if (allowsNull(document, property)) found.null_field.add(field);
    collect(document, property, field, depth + 1, found);
  }
  if (schema.items) collect(document, schema.items, path === '' ? '' : `${path}[]`, depth + 1, found);
}

const getBranches = schema => [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];

/** True for a text, or a list of texts, that is one of several words. */
function isWord(document, reference) {
  const schema = resolve(document, reference);
  if (getBranches(schema).some(branch => isWord(document, branch))) return true;
  return schema.enum?.some(value => typeof value === 'string') || (schema.items ? isWord(document, schema.items) : false);
}

function allowsNull(document, reference) {
  const schema = resolve(document, reference);
  if (schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'))) return true;
  return getBranches(schema).some(branch => allowsNull(document, branch));
}
