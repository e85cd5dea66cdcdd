/** True when version `a` ("1.4.0") is older than `b`; missing parts count as 0. */
export function isOlder(a: string, b: string): boolean {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0)
    if (difference) return difference < 0
  }
  return false
}
