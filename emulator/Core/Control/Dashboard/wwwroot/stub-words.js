// What a stub does, in words.
import { plural } from './dom.js';
import { FailureTypes } from './failure-types.js';

const MaxTextLength = 80;
const MediaTypes = { image: 'images', document: 'documents', video: 'videos', link: 'links' };

/** A text on one line, without a full stop at its end. */
function quote(text) {
  const line = text.trim().replace(/\.$/, '').replace(/\s*\n\s*/g, ' / ');
  return `\u201c${line.length > MaxTextLength ? `${line.slice(0, MaxTextLength)}…` : line}\u201d`;
}

const join = parts => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0] ?? '');

/** A sentence: which files a stub decides, and what the AI returns for them. */
export function describeStub(stub) {
  const files = describeFiles(stub);
  if (stub.fail) return `For ${files}, the description fails with ${FailureTypes.includes(stub.fail) ? stub.fail : quote(stub.fail)}.`;
  const results = describeResults(stub);
  return results.length > 0 ? `For ${files}, the AI returns ${join(results)}.` : `For ${files}: choose what the AI returns.`;
}

function describeFiles({ filename, media_type: mediaType, content_category: category, hash }) {
  const noun = MediaTypes[mediaType] ?? 'files';
  const conditions = [];
  if (category) conditions.push(`of the category ${category}`);
  if (filename) conditions.push(mediaType === 'link' ? `with the address ${quote(filename)}` : `named ${quote(filename)}`);
  if (hash) conditions.push(`with the hash ${hash.slice(0, 8)}…`);
  return conditions.length > 0 ? `${noun} ${conditions.join(' ')}` : `all ${noun}`;
}

function describeResults(stub) {
  const { description, tags, visible_text: text, text_regions: regions, confidence_score: confidence } = stub;
  const results = [];
  if (description) results.push(`the description ${quote(description)}`);
  if (tags) results.push(tags.length > 0 ? `the ${tags.length === 1 ? 'tag' : 'tags'} ${join(tags)}` : 'no tags');
  if (text !== undefined) results.push(text ? `the visible text ${quote(text)}` : 'no visible text');
  if (regions) results.push(plural(regions.length, 'region') + ' of text');
  if (confidence !== undefined) results.push(`the confidence ${confidence}`);
  if (stub.data) results.push(Object.keys(stub.data).join(', '));
  if (stub.scenes) results.push(plural(stub.scenes.length, 'scene'));
  if (stub.text) results.push(`the page text ${quote(stub.text)}`);
  if (stub.chunks) results.push(plural(stub.chunks.length, 'chunk'));
  return results;
}
