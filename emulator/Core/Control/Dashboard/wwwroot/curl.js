// Requests to the control API as curl commands.
import { credentials } from './api.js';

/** A text in single quotes, as a shell understands it. */
export const quoteForShell = text => `'${text.replaceAll("'", "'\\''")}'`;

/** A curl command that sends a body with the tenant's key, which comes from the environment. */
export function toCurlCommand(path, body) {
  return [
    `curl -X POST ${location.origin}${path}`,
    '-H "Authorization: Bearer $SCOPIX_API_KEY"',
    ...(credentials.token ? ['-H "X-Emulator-Token: $SCOPIX_EMULATOR_TOKEN"'] : []),
    `-H 'Content-Type: application/json' -d ${quoteForShell(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}
