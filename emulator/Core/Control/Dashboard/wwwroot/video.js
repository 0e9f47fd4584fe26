// A video: a player, and scenes that move it to their times.
import { el, fill, button, size } from './dom.js';
import { get } from './api.js';
import { facts } from './parts.js';

/** The player, which is not reloaded when statuses change. */
export function videoParts(first, signal, failed) {
  const film = el('video', { controls: true, preload: 'metadata', src: first.video_url, poster: first.medium_url ?? first.thumbnail_url, 'aria-label': `Video ${first.filename}` });
  const [about, scenes] = [el('div'), el('div')];
  const whole = el('div', {}, el('section', { class: 'panel', 'aria-label': 'Video' }, el('h2', { class: 'hidden', text: 'Video' }), film, about), el('section', { class: 'panel' }, el('h2', { text: 'Scenes' }), scenes));
  let seen = '';

  async function load(file) {
    if (file.video_analysis_status === seen) return;
    seen = file.video_analysis_status;
    const meta = file.video_metadata;
    fill(about, facts([['Length', file.duration_seconds === null ? null : `${file.duration_seconds} s`], ['Frames a second', file.frame_rate], ['Codecs', [meta.video_codec, meta.audio_codec].filter(Boolean).join(', ')],
      ['Bit rate', meta.bitrate_kbps && `${meta.bitrate_kbps} kbit/s`], ['Size', size(file.size_bytes)]]));
    try {
      const answer = await get(`/api/v2/videos/${file.id}/scenes`, { signal });
      fill(scenes, answer.count === 0
        ? el('p', { class: 'none', text: file.analysis_skip_reason ?? `The analysis is ${file.video_analysis_status}.` })
        : el('ol', { class: 'scenes' }, answer.scenes.map(scene => el('li', {},
          button(scene.time_range_formatted, () => { film.currentTime = scene.start_time; film.play().catch(() => {}); }, { class: 'small', 'aria-label': `Play from ${scene.time_range_formatted}` }),
          el('span', { dir: 'auto', text: scene.description })))));
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }

  return { update: file => { load(file); return whole; } };
}
