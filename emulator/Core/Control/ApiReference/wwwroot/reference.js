// Shows the emulator's OpenAPI document with Scalar, which scalar.js defines. Every function of Scalar that asks another server is off.
import { credentials } from '/_emulator/ui/api.js';

/** LlamaCloud's operations accept any key that begins like this; each key is a tenant of its own. */
const LlamaKey = 'llx-anything';

const isLlama = credentials.isLlamaKey;

Scalar.createApiReference('#reference', {
  url: '/_emulator/docs/openapi.json',
  authentication: {
    preferredSecurityScheme: isLlama ? 'llama_key' : 'key',
    securitySchemes: {
      key: { token: isLlama ? '' : credentials.key },
      llama_key: { token: isLlama ? credentials.key : LlamaKey },
    },
  },
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: '',
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  documentDownloadType: 'none',
});
