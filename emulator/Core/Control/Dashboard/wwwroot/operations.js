// The operations of the API, from its OpenAPI document, which is read once.
import { get } from './api.js';
import { quoteForShell } from './curl.js';

let loading = null;

/** The operations in the order of the document, and the document. A failed request is tried again the next time. */
export function loadOperations() {
  loading ??= get('/_emulator/openapi.json').then(readDocument, error => {
    loading = null;
    throw error;
  });
  return loading;
}

function readDocument(document) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => ({ ...operation, id: operation.operationId, method: method.toUpperCase(), path })),
  );
  return { document, operations };
}

/** The noun of an operation's id: `files` of `files.list`; the provider for operations of LlamaCloud. */
export const getNoun = id => id.slice(0, id.indexOf('.'));

/** Operations by noun, in the order of their first one. */
export function groupByNoun(operations) {
  const groups = new Map();
  for (const operation of operations) {
    const noun = getNoun(operation.id);
    groups.set(noun, [...(groups.get(noun) ?? []), operation]);
  }
  return groups;
}

/** The object that a reference leads to, or the value itself. */
export function resolve(document, value) {
  if (typeof value?.$ref !== 'string') return value;
  return value.$ref
    .slice(2)
    .split('/')
    .reduce((node, name) => node?.[name], document);
}

/** A curl command with an example body of the contracts; placeholders of the path are upper-case words. */
export function createExampleRequest(document, operation) {
  const parts = [`curl -X ${operation.method}`, '-H "Authorization: Bearer $SCOPIX_API_KEY"'];
  const [[type, content] = []] = Object.entries(operation.requestBody?.content ?? {});
  const body = resolve(document, Object.values(content?.examples ?? {})[0])?.value;
  if (type === 'multipart/form-data')
    for (const [name, value] of Object.entries(body ?? { file: 'photo.jpg' })) parts.push(...toFormParts(name, value));
  else if (type) parts.push(`-H 'Content-Type: ${type}'`, `-d ${quoteForShell(JSON.stringify(body ?? {}))}`);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => name.toUpperCase());
  return [...parts, `"${location.origin}${path}${toQuery(document, operation)}"`].join(' \\\n  ');
}

const Files = new Set(['file', 'files']);

const toFormParts = (name, value) =>
  Files.has(name) ? [`-F '${name}=@photo.jpg'`] : [value].flat().map(item => `-F ${quoteForShell(`${name}=${item}`)}`);

/** The required parameters of the query. */
function toQuery(document, operation) {
  const required = (operation.parameters ?? [])
    .map(parameter => resolve(document, parameter))
    .filter(parameter => parameter.in === 'query' && parameter.required);
  return required.length > 0 ? `?${required.map(({ name }) => `${name}=${name.toUpperCase()}`).join('&')}` : '';
}

/** The address of an operation in the API reference. */
export const getReferenceAddress = ({ tags: [tag], method, path }) =>
  `#/reference?at=${encodeURIComponent(`api/tag/${tag}/${method}${path}`)}`;
