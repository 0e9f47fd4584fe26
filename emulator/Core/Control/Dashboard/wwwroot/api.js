// Requests to the emulator with the tenant's key. Error responses are thrown with the emulator's message.
const DefaultKey = 'scopix_Emulator0localdevelopmentkey';

export const who = {
  get key() { return sessionStorage.getItem('key') ?? DefaultKey; },
  set key(value) { sessionStorage.setItem('key', value); },
  get token() { return sessionStorage.getItem('token') ?? ''; },
  set token(value) { value ? sessionStorage.setItem('token', value) : sessionStorage.removeItem('token'); },
  get known() { return JSON.parse(sessionStorage.getItem('keys') ?? '[]'); },
  remember(key) { sessionStorage.setItem('keys', JSON.stringify([...new Set([key, ...this.known])].slice(0, 20))); },
  get isLlama() { return this.key.startsWith('llx-'); },
};

/** An error response: its status, code and message. */
export class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    Object.assign(this, { status, code });
  }
}

/** Sends a request; `json` or `form` is its body, `as` names the format of the response. */
export async function call(method, path, { json, form, signal, as = 'json' } = {}) {
  // The dashboard sends its own request id, so that it does not change the ids that clients receive.
  const headers = { Authorization: `Bearer ${who.key}`, 'X-Request-ID': 'dashboard' };
  if (path.startsWith('/_emulator') && who.token) headers['X-Emulator-Token'] = who.token;
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  let answer;
  try {
    answer = await fetch(path, { method, headers, signal, body: form ?? (json === undefined ? undefined : JSON.stringify(json)) });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, 'UNREACHABLE', 'The emulator does not answer. Is it still running?');
  }
  if (!answer.ok) throw await refusal(answer);
  if (as === 'url') return answer.url;
  return as === 'text' ? answer.text() : answer.json();
}

export const get = (path, options) => call('GET', path, options);
export const post = (path, json, options) => call('POST', path, { json, ...options });
export const remove = path => call('DELETE', path);

/** Reads both error formats: the envelope, and with `--errors fastapi` a `detail`. */
async function refusal(answer) {
  let body = null;
  try { body = await answer.json(); } catch { /* not JSON: the status says it */ }
  const detail = Array.isArray(body?.detail) ? body.detail.map(one => `${(one.loc ?? []).join('.')}: ${one.msg}`).join('; ') : body?.detail;
  return new Refused(answer.status, body?.error?.code ?? `HTTP_${answer.status}`, body?.error?.message ?? detail ?? `The emulator answered ${answer.status}.`);
}

/** A query string of the parameters that are not empty. */
export function query(values) {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined && value !== false)).toString();
  return text ? `?${text}` : '';
}
