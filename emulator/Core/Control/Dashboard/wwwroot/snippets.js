// A request of the journal as code. The key is taken from the environment, files from the working folder.
const KeyVariable = 'SCOPIX_API_KEY';
const OmittedHeaders = new Set(
  (
    'accept authorization host connection keep-alive content-length user-agent transfer-encoding te expect traceparent tracestate origin ' +
    'referer cache-control pragma priority dnt upgrade-insecure-requests cookie x-emulator-token x-request-id'
  ).split(' '),
);
const OmittedPrefixes = /^(?:accept|sec)-/;

/** What code needs of an entry of an HTTP Archive: without headers that clients and browsers add themselves. */
export function readRequest({ request }) {
  const form = request.postData?.params?.length > 0 ? request.postData.params.map(toPart) : null;
  const isSent = ({ name, value }) =>
    !isOmitted(name.toLowerCase()) && !value.includes('[redacted') && !(form && name.toLowerCase() === 'content-type');
  return {
    method: request.method,
    url: request.url,
    headers: request.headers.filter(isSent).map(({ name, value }) => [name, value]),
    hasKey: request.headers.some(({ name }) => /^authorization$/i.test(name)),
    body: form ? null : request.postData?.text ?? null,
    form,
  };
}

const isOmitted = name => OmittedHeaders.has(name) || OmittedPrefixes.test(name);

const toPart = ({ name, value, fileName }) =>
  fileName === undefined ? { name, value: value ?? '' } : { name, file: fileName, path: fileName.split(/[\\/]/).pop() || 'file' };

/** A text in double quotes, as JavaScript, C# and Python understand it. */
const quote = text =>
  JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029]/g, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);

const lines = (...parts) => parts.flat().filter(line => line !== null).join('\n') + '\n';

/** JavaScript with fetch, for Node and browsers. */
export function toFetch({ method, url, headers, hasKey, body, form }) {
  const fields = headers.map(([name, value]) => `    ${quote(name)}: ${quote(value)},`);
  if (hasKey) fields.unshift(`    Authorization: \`Bearer \${process.env.${KeyVariable}}\`,`);
  const append = ({ name, value, file, path }) =>
    file === undefined
      ? `form.append(${quote(name)}, ${quote(value)});`
      : `form.append(${quote(name)}, await openAsBlob(${quote(path)}), ${quote(file)});`;
  const hasFile = form?.some(part => part.file !== undefined);
  return lines(
    hasFile ? ['import { openAsBlob } from "node:fs";', ''] : [],
    form ? ['const form = new FormData();', form.map(append)].flat() : [],
    `const response = await fetch(${quote(url)}, {`,
    `  method: ${quote(method)},`,
    fields.length > 0 ? ['  headers: {', ...fields, '  },'] : [],
    form ? '  body: form,' : body === null ? null : `  body: ${quote(body)},`,
    '});',
    'console.log(response.status, await response.text());',
  );
}

/** C# with HttpClient. */
export function toCSharp({ method, url, headers, hasKey, body, form }) {
  const contentType = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? 'application/json';
  const others = headers.filter(([name]) => !/^content-type$/i.test(name));
  const add = ({ name, value, file, path }) =>
    file === undefined
      ? `form.Add(new StringContent(${quote(value)}), ${quote(name)});`
      : `form.Add(new StreamContent(File.OpenRead(${quote(path)})), ${quote(name)}, ${quote(file)});`;
  return lines(
    'using var http = new HttpClient();',
    `using var request = new HttpRequestMessage(new HttpMethod(${quote(method)}), ${quote(url)});`,
    hasKey ? `request.Headers.Authorization = new("Bearer", Environment.GetEnvironmentVariable("${KeyVariable}"));` : null,
    others.map(([name, value]) => `request.Headers.TryAddWithoutValidation(${quote(name)}, ${quote(value)});`),
    form ? ['var form = new MultipartFormDataContent();', ...form.map(add), 'request.Content = form;'] : [],
    body === null ? [] : [
      `request.Content = new StringContent(${quote(body)});`,
      `request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(${quote(contentType)});`,
    ],
    'using var response = await http.SendAsync(request);',
    'Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");',
  );
}

/** Python with requests. */
export function toPython({ method, url, headers, hasKey, body, form }) {
  const fields = headers.map(([name, value]) => `        ${quote(name)}: ${quote(value)},`);
  if (hasKey) fields.unshift(`        "Authorization": f"Bearer {os.environ['${KeyVariable}']}",`);
  const part = ({ name, value, file, path }) =>
    file === undefined
      ? `        (${quote(name)}, (None, ${quote(value)})),`
      : `        (${quote(name)}, (${quote(file)}, open(${quote(path)}, "rb"))),`;
  return lines(
    hasKey ? 'import os' : null,
    'import requests',
    '',
    'response = requests.request(',
    `    ${quote(method)},`,
    `    ${quote(url)},`,
    fields.length > 0 ? ['    headers={', ...fields, '    },'] : [],
    form ? ['    files=[', ...form.map(part), '    ],'] : body === null ? [] : [`    data=${quote(body)}.encode(),`],
    ')',
    'print(response.status_code, response.text)',
  );
}
