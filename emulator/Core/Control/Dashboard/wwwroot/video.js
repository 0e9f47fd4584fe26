// A video: a player, and scenes that move it to their times.
import { el, fill, button, formatBytes } from './dom.js';
import { get } from './api.js';
import { panel, note, facts } from './components.js';
import { describeAbsence } from './stage-names.js';

/** The player, which is not reloaded when statuses change. */
export function createVideoContent(initialFile, signal, onError) {
  const player = el('video', {
    controls: true,
    preload: 'metadata',
    src: initialFile.video_url,
    poster: initialFile.medium_url ?? initialFile.thumbnail_url,
    'aria-label': `Video ${initialFile.filename}`,
  });
  const [details, scenes] = [el('div'), el('div')];
  const heading = el('h2', { class: 'visually-hidden', text: 'Video' });
  const content = el(
    'div',
    {},
    el('section', { class: 'panel', 'aria-label': 'Video' }, heading, player, details),
    panel('Scenes', scenes),
  );
  let loadedStatus = '';

  async function load(file) {
    if (file.video_analysis_status === loadedStatus) return;
    loadedStatus = file.video_analysis_status;
    fill(details, describeVideo(file));
    try {
      const response = await get(`/api/v2/videos/${file.id}/scenes`, { signal });
      const noScenes = note(file.analysis_skip_reason ?? describeAbsence('Video analysis', file.video_analysis_status));
      fill(scenes, response.count > 0 ? el('ol', { class: 'scenes' }, response.scenes.map(sceneItem)) : noScenes);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  }

  function sceneItem({ time_range_formatted: time, start_time: start, description }) {
    const play = () => {
      player.currentTime = start;
      player.play().catch(() => {}); // the browser may not be able to play the file
    };
    const playButton = button(time, play, { class: 'small', 'aria-label': `Play from ${time}` });
    return el('li', {}, playButton, el('span', { dir: 'auto', text: description }));
  }

  return {
    update: file => {
      load(file);
      return content;
    },
  };
}

function describeVideo(file) {
  const { video_codec: videoCodec, audio_codec: audioCodec, bitrate_kbps: bitRate } = file.video_metadata;
  return facts([
    ['Duration', file.duration_seconds === null ? null : `${file.duration_seconds} s`],
    ['Frame rate', file.frame_rate && `${file.frame_rate} per second`],
    ['Codecs', [videoCodec, audioCodec].filter(Boolean).join(', ')],
    ['Bit rate', bitRate && `${bitRate} kbit/s`],
    ['Size', formatBytes(file.size_bytes)],
  ]);
}
