// How the careful client sends requests.
import { setTimeout } from "node:timers/promises";

const { SCOPIX_BASE_URL: api, SCOPIX_API_KEY: key } = process.env;
const Attempts = 4;
const TimeoutMs = 4_000;
const LongestWaitMs = 5_000;

export const sleep = ms => setTimeout(ms);

/** A failure with a sentence for people. */
export class Failure extends Error {
  constructor(message, { status = 0, isTransient = false, waitMs } = {}) {
    super(message);
    Object.assign(this, { status, isTransient, waitMs });
  }
}

/** Repeats an action after failures that may pass. It gives up rather than wait for hours. */
export async function retry(act, mayPass = error => error.isTransient) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act(attempt);
    } catch (error) {
      const waitMs = error.waitMs ?? 100 * 2 ** attempt * (0.5 + Math.random() / 2);
      if (attempt === Attempts || !mayPass(error) || waitMs > LongestWaitMs) throw error;
      await sleep(waitMs);
    }
  }
}

/** Sends a request once and reads the whole answer. A status that is no success is a failure. */
export async function readBytes(method, url, options = {}) {
  const what = `${method} ${new URL(url).pathname}`;
  try {
    const response = await fetch(url, { method, redirect: "manual", signal: AbortSignal.timeout(TimeoutMs), ...options });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status < 400) return { bytes, headers: response.headers };
    throw new Failure(`${what} was answered with ${response.status}: ${bytes}`, {
      status: response.status,
      isTransient: response.status === 429 || response.status >= 500,
      waitMs: response.headers.has("retry-after") ? Number(response.headers.get("retry-after")) * 1000 : undefined,
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error.name === "TimeoutError" ? `timeout after ${TimeoutMs} ms` : `${error.message} ${error.cause?.message ?? ""}`;
    throw new Failure(`${what}: the connection failed: ${reason}`, { isTransient: true });
  }
}

/** Calls the API, with repetitions: whoever calls a POST sees to it that they have no further effect. */
export function call(method, path, body, headers = {}) {
  const isJson = body && !(body instanceof FormData);
  const sent = { authorization: `Bearer ${key}`, ...(isJson ? { "content-type": "application/json" } : {}), ...headers };
  return retry(async () => {
    const { bytes } = await readBytes(method, api + path, { headers: sent, body: isJson ? JSON.stringify(body) : body });
    try {
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes) || "{}");
    } catch (error) {
      throw new Failure(`${method} ${path}: the answer is not valid JSON: ${error.message}`, { isTransient: true });
    }
  });
}

/** Where a redirect leads. It is not followed, so that storage does not get the key. */
export async function getLocation(path) {
  return (await readBytes("GET", api + path, { headers: { authorization: `Bearer ${key}` } })).headers.get("location");
}

/** Reads from storage, and again, with a fresh URL, what is refused, lost or not as expected. */
export function download(getUrl, isRight) {
  return retry(async () => {
    const url = await getUrl();
    if (!url) throw new Failure("there is no URL to download from: it is null");
    const { bytes } = await readBytes("GET", url);
    if (!isRight(bytes)) throw new Failure("the downloaded bytes differ from what was expected: they are corrupt", { isTransient: true });
    return bytes;
  }, error => error.isTransient || error.status === 403);
}
