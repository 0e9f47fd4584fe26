// The dialog that selects a tenant: from those that were used since the emulator's start, or by a key, which is checked as it is typed.
import { el, fill, button, field, formatTime, plural } from './dom.js';
import { get, credentials, DefaultKey } from './api.js';

const ScopixKey = /^scopix_[A-Za-z0-9]{8}[A-Za-z0-9_-]{12,192}$/;
const LlamaKey = /^llx-[!-~]{1,250}$/;
const ScopixPrefix = 'scopix_';
const IdentifierLength = 8;
const MinScopixLength = 27;
const MaxTenants = 100;

/** What is wrong with a key, or an empty text. */
export function findKeyProblem(key) {
  if (ScopixKey.test(key) || LlamaKey.test(key)) return '';
  if (key === '') return 'Enter a key.';
  if (key === 'llx-') return 'Characters are missing after llx-.';
  if (key.startsWith('llx-')) return 'A key has no spaces, and at most 254 characters.';
  if (!key.startsWith(ScopixPrefix)) return 'A key begins with scopix_ or llx-.';
  const rest = key.slice(ScopixPrefix.length);
  if (/[^A-Za-z0-9_-]/.test(rest)) return 'A key has only letters, digits, _ and -.';
  if (/[_-]/.test(rest.slice(0, IdentifierLength))) return 'The first 8 characters after scopix_ are letters or digits.';
  const missing = MinScopixLength - key.length;
  return missing > 0 ? `${plural(missing, 'character')} missing.` : 'A key has at most 207 characters.';
}

/** Opens the dialog; `onSelect` is called when another key or token was chosen. */
export function openTenantDialog(onSelect) {
  if (document.getElementById('credentials')) return;
  const problem = el('small', { id: 'key-problem', role: 'status' });
  const shared = { autocomplete: 'off', maxlength: 254, value: credentials.tenant ? '' : credentials.key };
  const key = el('input', { ...shared, name: 'key', spellcheck: 'false', 'aria-describedby': 'key-problem' });
  const token = el('input', { name: 'token', type: 'password', autocomplete: 'off', value: credentials.token });
  const use = el('button', { class: 'main', text: 'Use this key' });
  const dialog = el('dialog', { id: 'credentials', 'aria-labelledby': 'credentials-title' });
  const check = () => {
    const text = findKeyProblem(key.value.trim());
    problem.textContent = text || 'This is a well-formed key.';
    problem.classList.toggle('error', text !== '');
    key.setAttribute('aria-invalid', String(text !== ''));
    use.disabled = text !== '';
  };
  const select = change => {
    if (!credentials.tenant) credentials.rememberKey(credentials.key);
    change();
    credentials.token = token.value;
    dialog.close();
    onSelect();
  };
  const submit = event => {
    event.preventDefault();
    if (!use.disabled) select(() => (credentials.key = key.value.trim()));
  };
  key.addEventListener('input', check);
  check();
  fill(
    dialog,
    el(
      'form',
      { on: { submit } },
      el('h2', { id: 'credentials-title', text: 'Select a tenant' }),
      tenantList(select),
      field('API key', key),
      problem,
      el('p', { class: 'muted', text: 'Each key has its own tenant. This browser tab stores the keys until you close it.' }),
      field('Control token', token, ['Needed only if the emulator was started with ', el('code', { text: '--control-token' }), '.']),
      el('p', { class: 'row end' }, button('Cancel', () => dialog.close()), use),
    ),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The tenants that were used since the emulator's start, those with the newest requests first, then the other keys of this tab. */
function tenantList(select) {
  const list = el('ul', { class: 'tenants', 'aria-label': 'Tenants' });
  const about = el('p', { class: 'muted' });
  showTenants(list, about, select);
  return [list, about];
}

async function showTenants(list, about, select) {
  const keys = [...new Set([credentials.key, DefaultKey, ...credentials.knownKeys])];
  const selectKey = key => () => select(() => (credentials.key = key));
  try {
    const [{ items, total_count: total }, keyById] = await Promise.all([
      get(`/_emulator/tenants?limit=${MaxTenants}`, { key: null }),
      mapKeysById(keys),
    ]);
    const known = items.map(tenant => {
      const key = keyById.get(tenant.id);
      const choose = key ? selectKey(key) : () => select(() => (credentials.tenant = pickTenant(tenant)));
      const isCurrent = credentials.tenant ? credentials.tenant.id === tenant.id : key === credentials.key;
      return tenantItem(key ?? `${tenant.key_prefix}…`, describeTenant(tenant, key), isCurrent, choose);
    });
    const active = new Set(items.map(({ id }) => id));
    const unused = [...keyById]
      .filter(([id]) => !active.has(id))
      .map(([, key]) => tenantItem(key, 'not used yet', !credentials.tenant && key === credentials.key, selectKey(key)));
    fill(list, known, unused);
    const shown = total > items.length ? `The ${items.length} newest of ${plural(total, 'tenant')} are shown. ` : '';
    about.textContent = `${shown}The emulator stores only the beginning of a key. Replaying a request needs all of it.`;
  } catch (error) {
    fill(list, keys.map(key => tenantItem(key, '', !credentials.tenant && key === credentials.key, selectKey(key))));
    about.textContent = error.message;
  }
}

const pickTenant = ({ id, vendor, key_prefix: prefix }) => ({ id, vendor, key_prefix: prefix });

function describeTenant({ files, requests, last_request_at: lastAt }, key) {
  const parts = [plural(files, 'file'), plural(requests, 'request')];
  if (key === DefaultKey) parts.unshift('default key');
  if (lastAt) parts.push(`last ${formatTime(lastAt)}`);
  return parts.join(', ');
}

function tenantItem(name, text, isCurrent, choose) {
  const content = [el('code', { text: name }), el('small', { text })];
  const use = el('button', { type: 'button', 'aria-current': isCurrent ? 'true' : null, on: { click: choose } }, content);
  return el('li', {}, use);
}

/** The keys by the id of their tenant, which is a hash of the key. */
async function mapKeysById(keys) {
  const ids = await Promise.all(keys.map(computeTenantId));
  return new Map(ids.map((id, position) => [id, keys[position]]));
}

/** 16 hex digits of the SHA-256; the key itself where the browser does not compute it, on a page without TLS of another machine. */
async function computeTenantId(key) {
  if (!crypto.subtle) return key;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  return [...hash.slice(0, 8)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
