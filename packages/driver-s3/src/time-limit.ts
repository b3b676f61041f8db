/** Runs one request with a signal that ends with the caller's, or when the time is up; then `TimeoutError`. */
export async function withinTime<T>(
  signal: AbortSignal,
  timeoutMs: number,
  request: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const stop = (): void => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(timeUp()), timeoutMs);
  signal.addEventListener('abort', stop);
  try {
    return await request(controller.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function timeUp(): Error {
  return Object.assign(new Error('time is up'), { name: 'TimeoutError' });
}
