// Shows the emulator's OpenAPI documents with Scalar, which scalar.js defines. Every function of Scalar that asks another server is off.
import { credentials } from '/_emulator/ui/api.js';
import { getTheme, startTheme } from '/_emulator/ui/theme.js';

/** LlamaCloud's operations accept any key that begins like this; each key is a tenant of its own. */
const LlamaKey = 'llx-anything';

const isLlama = credentials.isLlamaKey;
const key = credentials.tenant ? '' : credentials.key; // the page asks for a key that is not known

const api = {
  title: 'API',
  slug: 'api',
  url: '/_emulator/docs/openapi.json',
  default: true,
  authentication: {
    preferredSecurityScheme: isLlama ? 'llama_key' : 'key',
    securitySchemes: {
      key: { token: isLlama ? '' : key },
      llama_key: { token: isLlama ? key : LlamaKey },
    },
  },
};

const control = {
  title: 'Control API',
  slug: 'control',
  url: '/_emulator/docs/control.openapi.json',
  authentication: {
    preferredSecurityScheme: credentials.token ? [['key', 'token']] : 'key',
    securitySchemes: {
      key: { token: key },
      token: { value: credentials.token },
    },
  },
};

const configuration = {
  sources: [api, control],
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  documentDownloadType: 'none',
  hideDarkModeToggle: true,
};

const systemTheme = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (getTheme() === 'system' ? systemTheme.matches : getTheme() === 'dark');

/** Scalar's styles follow these classes. */
function applyTheme() {
  document.body.classList.toggle('dark-mode', isDark());
  document.body.classList.toggle('light-mode', !isDark());
}

// in the frame of the dashboard, which has a menu and a theme of its own
document.documentElement.classList.toggle('framed', self !== top);
addEventListener('storage', event => {
  if (event.key !== 'theme') return;
  document.documentElement.dataset.theme = getTheme();
  applyTheme();
});
startTheme();
Scalar.createApiReference('#reference', { ...configuration, forceDarkModeState: isDark() ? 'dark' : 'light' });
document.getElementById('theme').addEventListener('click', applyTheme);
systemTheme.addEventListener('change', applyTheme);
