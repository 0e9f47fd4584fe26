// The dialog that selects a tenant: from the keys that this browser tab knows, or by a key, which is checked as it is typed.
import { el, fill, button, field, plural } from './dom.js';
import { get, credentials, DefaultKey } from './api.js';

const ScopixKey = /^scopix_[A-Za-z0-9]{8}[A-Za-z0-9_-]{12,192}$/;
const LlamaKey = /^llx-[!-~]{1,250}$/;
const ScopixPrefix = 'scopix_';
const IdentifierLength = 8;
const MinScopixLength = 27;

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
  const shared = { autocomplete: 'off', maxlength: 254, value: credentials.key };
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
  const select = value => {
    credentials.rememberKey(credentials.key);
    credentials.key = value;
    credentials.token = token.value;
    credentials.rememberKey(value);
    dialog.close();
    onSelect();
  };
  const submit = event => {
    event.preventDefault();
    if (!use.disabled) select(key.value.trim());
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

/** The known keys, the one in use first, each with the number of its files. */
function tenantList(select) {
  const keys = [...new Set([credentials.key, DefaultKey, ...credentials.knownKeys])];
  const registered = el('p', { class: 'muted' });
  describeOthers(registered);
  return [el('ul', { class: 'tenants', 'aria-label': 'Known tenants' }, keys.map(key => tenantItem(key, select))), registered];
}

function tenantItem(key, select) {
  const count = el('small', { text: '…' });
  const isCurrent = key === credentials.key;
  showFileCount(key, count);
  const content = [el('code', { text: key }), count];
  const use = el('button', { type: 'button', 'aria-current': isCurrent ? 'true' : null, on: { click: () => select(key) } }, content);
  return el('li', {}, use);
}

async function showFileCount(key, node) {
  try {
    const { files } = await get('/_emulator/info', { key });
    node.textContent = (key === DefaultKey ? 'default key, ' : '') + plural(files, 'file');
  } catch (error) {
    node.textContent = error.message;
  }
}

/** Says how many tenants there are whose keys this tab does not know: the emulator stores no keys. */
async function describeOthers(node) {
  try {
    const { tenants } = await get('/_emulator/info', { key: null });
    node.textContent = `The emulator has ${plural(tenants, 'tenant')}. It stores no keys: the list has those that were used here.`;
  } catch {
    node.remove(); // the list shows the error
  }
}
