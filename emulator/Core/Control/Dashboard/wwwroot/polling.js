// Refreshes while the page is visible: one request at a time, and none in the background.
const RetryMilliseconds = 5000;

/** Calls `refresh` now, and again after the milliseconds that it returns. Returns a function that calls it at once. */
export function poll({ signal, onError, onSuccess }, refresh) {
  let timer = 0;
  let isRequested = false;
  let isRunning = false;
  const run = async () => {
    clearTimeout(timer);
    if (signal.aborted || document.hidden) return;
    if (isRunning) {
      isRequested = true;
      return;
    }
    isRunning = true;
    let delay = RetryMilliseconds;
    try {
      delay = await refresh();
      if (!signal.aborted) onSuccess?.();
    } catch (error) {
      if (!signal.aborted && error.name !== 'AbortError') onError(error);
    }
    isRunning = false;
    if (signal.aborted) return;
    timer = setTimeout(run, isRequested ? 0 : delay);
    isRequested = false;
  };
  document.addEventListener('visibilitychange', run, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
  run();
  return run;
}

/** A function that calls `action` once its own calls have paused for the milliseconds. */
export function debounce(action, milliseconds = 250) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}
