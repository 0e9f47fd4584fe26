// Calls the control API, as docs/control-api.md describes it. It does not use fetch, which a test may replace.
import { createWriteStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import { EmulatorError } from './errors.js';

export class ControlClient {
  #token;

  constructor(address, token) {
    this.address = address;
    this.#token = token;
  }

  // Sends JSON, or nothing, and returns the JSON of the response. The status `accepted` is no failure.
  async call(key, method, path, body, accepted) {
    const content = body === undefined ? undefined : JSON.stringify(body);
    return JSON.parse(await this.send(key, method, path, { content, accepted }));
  }

  // Sends a text or a stream, or nothing, and returns the text of the response, or writes its body into a file.
  async send(key, method, path, { content, contentType = 'application/json', length, accepted, file } = {}) {
    const headers = {};
    if (key) headers.Authorization = `Bearer ${key}`;
    if (this.#token) headers['X-Emulator-Token'] = this.#token;
    if (content !== undefined) headers['Content-Type'] = contentType;
    const response = await send(method, `${this.address}/_emulator/${path}`, headers, content, length);
    if (file && response.statusCode < 300) return pipeline(response, createWriteStream(file));
    const text = await readText(response);
    if (response.statusCode < 300 || response.statusCode === accepted) return text;
    throw new EmulatorError(`${method} /_emulator/${path}`, response.statusCode, text);
  }

  // Deletes, and returns how many were removed.
  async delete(key, path) {
    return (await this.call(key, 'DELETE', path)).removed;
  }
}

// Sends a request on a connection of its own.
export function send(method, url, headers, content, length = content === undefined ? 0 : Buffer.byteLength(content)) {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((fulfil, reject) => {
    const sent = request(url, { method, headers: { ...headers, 'Content-Length': length }, agent: false }, fulfil);
    sent.on('error', reject);
    if (content?.pipe) pipeline(content, sent).catch(reject);
    else sent.end(content);
  });
}

export async function readText(response) {
  const parts = [];
  for await (const part of response) parts.push(part);
  return Buffer.concat(parts).toString();
}

// A path with a query; values that are undefined or null are left out, and a list repeats its name.
export function withQuery(path, values) {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one instanceof Date ? one.toISOString() : String(one)]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
