/**
 * How long to wait before trying again after so many failures in a row: doubled each time up to `most`, and half of it
 * by chance, so that the phones of a hall do not all come back in the same second.
 */
export function backoff(failures: number, first: number, most: number): number {
  const full = Math.min(most, first * 2 ** Math.max(0, failures - 1))
  return Math.round(full * (0.5 + Math.random() / 2))
}
