/** One request's share of a signal: aborted with it, or when the time is over. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** True once the time was over. */
  readonly isOver: () => boolean;
  /** To be called when the request has ended. */
  end(): void;
}

/** Limits a request in milliseconds. */
export function timeLimit(parent: AbortSignal, milliseconds: number): TimeLimit {
  const controller = new AbortController();
  let over = false;
  const stop = (): void => controller.abort();
  const timer = setTimeout(() => {
    over = true;
    stop();
  }, milliseconds);
  if (parent.aborted) stop();
  else parent.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    isOver: () => over,
    end() {
      clearTimeout(timer);
      parent.removeEventListener('abort', stop);
    },
  };
}
