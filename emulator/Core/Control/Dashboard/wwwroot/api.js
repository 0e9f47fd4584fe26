// Requests to the emulator with the tenant's key. Error responses are thrown with the emulator's message.
export const DefaultKey = 'scopix_Emulator0localdevelopmentkey';
const MaxKnownKeys = 20;

/** The key and the control token that this browser tab uses. */
export const credentials = {
  get key() {
    return sessionStorage.getItem('key') ?? DefaultKey;
  },
  set key(value) {
    sessionStorage.setItem('key', value);
    sessionStorage.removeItem('tenant');
  },
  /** A tenant that was selected without its key: its `id`, `vendor` and `key_prefix`; null when a key is in use. */
  get tenant() {
    return JSON.parse(sessionStorage.getItem('tenant') ?? 'null');
  },
  set tenant(value) {
    sessionStorage.setItem('tenant', JSON.stringify(value));
  },
  /** The key, or as much of it as is known. */
  get label() {
    return this.tenant ? `${this.tenant.key_prefix}…` : this.key;
  },
  get token() {
    return sessionStorage.getItem('token') ?? '';
  },
  set token(value) {
    value ? sessionStorage.setItem('token', value) : sessionStorage.removeItem('token');
  },
  get knownKeys() {
    return JSON.parse(sessionStorage.getItem('keys') ?? '[]');
  },
  rememberKey(key) {
    sessionStorage.setItem('keys', JSON.stringify([...new Set([key, ...this.knownKeys])].slice(0, MaxKnownKeys)));
  },
  get isLlamaKey() {
    return this.tenant ? this.tenant.vendor === 'llamacloud' : this.key.startsWith('llx-');
  },
};

/** An error response: its status, code and message. The code can be null; the status is 0 when there is no response. */
export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

/** Names the tenant by its key, or by its id when it was selected without the key; the emulator accepts that from this page alone. */
function nameTenant(key) {
  if (key === null) return {};
  const { tenant } = credentials;
  return key === undefined && tenant ? { 'X-Emulator-Tenant': tenant.id } : { Authorization: `Bearer ${key ?? credentials.key}` };
}

/** Sends a request. `json` or `form` is its body, `as` its response's format (json, text, url), `key` another key, or null for none. */
export async function send(method, path, { json, form, signal, as = 'json', key } = {}) {
  // The dashboard sends its own request id, so that it does not change the ids that clients receive.
  const headers = { 'X-Request-ID': 'dashboard', ...nameTenant(key) };
  if ((path.startsWith('/_emulator') || headers['X-Emulator-Tenant']) && credentials.token) headers['X-Emulator-Token'] = credentials.token;
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, { method, headers, signal, body: form ?? (json === undefined ? undefined : JSON.stringify(json)) });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, null, 'The emulator does not respond. Check that it is running.');
  }
  if (!response.ok) throw await readError(response);
  if (method !== 'GET') document.dispatchEvent(new Event('statechange'));
  if (as === 'url') return response.url;
  return as === 'text' ? response.text() : response.json();
}

export const get = (path, options) => send('GET', path, options);
export const post = (path, json, options) => send('POST', path, { json, ...options });
export const patch = (path, json) => send('PATCH', path, { json });
export const remove = path => send('DELETE', path);

/** Reads both error formats: the envelope, and with `--errors fastapi` a `detail`. */
async function readError(response) {
  const body = await response.json().catch(() => null);
  const detail = Array.isArray(body?.detail)
    ? body.detail.map(issue => `${(issue.loc ?? []).join('.')}: ${issue.msg}`).join('; ')
    : body?.detail;
  return new ApiError(
    response.status,
    body?.error?.code ?? null,
    body?.error?.message ?? detail ?? `The emulator responded with status ${response.status}.`,
  );
}

/** A query string of the parameters that have a value; each value of an array is a parameter of its own. */
export function toQueryString(parameters) {
  const pairs = Object.entries(parameters)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map(item => [name, item]) : [[name, value]]))
    .filter(([, value]) => value !== '' && value !== null && value !== undefined && value !== false);
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
}
