// Refreshes while the page is visible: never twice at a time, and not in the background.

/** Calls `look` now, and again after the milliseconds that it returns. Returns a function that calls it at once. */
export function repeat({ signal, failed, well }, look) {
  let timer = 0;
  let again = false;
  let busy = false;
  const run = async () => {
    clearTimeout(timer);
    if (signal.aborted || document.hidden) return;
    if (busy) { again = true; return; }
    busy = true;
    let wait = 5000;
    try {
      wait = await look();
      if (!signal.aborted) well?.();
    } catch (error) {
      if (!signal.aborted && error.name !== 'AbortError') failed(error);
    }
    busy = false;
    if (signal.aborted) return;
    timer = setTimeout(run, again ? 0 : wait);
    again = false;
  };
  document.addEventListener('visibilitychange', run, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  run();
  return run;
}

/** Calls `act` when there was no further call for a while. */
export function afterwards(act, pause = 250) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), pause);
  };
}
