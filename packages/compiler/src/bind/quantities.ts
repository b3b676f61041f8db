const seconds: { readonly [unit: string]: number } = { s: 1, m: 60, h: 3600, d: 86400 };
const bytes: { readonly [unit: string]: number } = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Seconds of a duration: `10m` is 600. The schema has checked the form. */
export function readDuration(text: string): number {
  return Number.parseInt(text, 10) * (seconds[text.slice(-1)] ?? 1);
}

/** Thousandths of a core, at least one: `500m` is 500, `2` is 2000. The schema has checked the form. */
export function readCpu(quantity: string | number): number {
  const text = String(quantity);
  return text.endsWith('m') ? Number(text.slice(0, -1)) : Math.max(1, Math.round(Number(text) * 1000));
}

/** Bytes of a Kubernetes quantity, at least one: `2Gi` is 2147483648. The schema has checked the form. */
export function readBytes(quantity: string | number): number {
  const text = String(quantity);
  const [, number, unit] = /^([0-9.]+)([KMGTPE]i|[kMGTPE])$/.exec(text) ?? [];
  if (number !== undefined && unit !== undefined) return Math.max(1, Math.round(Number(number) * (bytes[unit] ?? 1)));
  // Kubernetes writes thousandths of bytes where it has divided.
  if (text.endsWith('m')) return Math.max(1, Math.ceil(Number(text.slice(0, -1)) / 1000));
  return Math.max(1, Math.round(Number(text)));
}
