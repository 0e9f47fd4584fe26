// httpYac has no references of the form {{name.response.body.$.path}} and {{name.response.headers.Name}}: this hook resolves them.
// It knows the part of JSONPath that these files use: names and indexes.
const reference = /\{\{\s*(\w+)\.response\.(body|headers)\.([^}\s]+)\s*\}\}/g;

function resolve(whole, name, part, path, variables) {
  const response = variables[`${name}Response`];
  if (!response) throw new Error(`${whole}: send the request ${name} first`);
  const value = part === "headers"
    ? response.headers[path.toLowerCase()]
    : path.match(/[^$.[\]]+/g).reduce((json, key) => json?.[key], response.parsedBody);
  if (value === undefined) throw new Error(`${whole}: the response of ${name} has no such value`);
  return value;
}

function resolveAll(text, type, { variables }) {
  return typeof text === "string" ? text.replace(reference, (...match) => resolve(...match.slice(0, 4), variables)) : text;
}

module.exports = {
  configureHooks: api => api.hooks.replaceVariable.addHook("requestVariables", resolveAll, { before: ["host"] }),
};
