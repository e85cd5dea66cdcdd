/**
 * WXSS lengths in terms a browser knows. The build uses this on style sheets, the runtime on inline styles.
 *
 * - `rpx`: a 750th of the screen's width, so `N rpx` is `N / 7.5 vw`.
 * - `vh`: in WeChat a page is a web view between the native bars; here one window holds the bars too, so a page
 *   carries the height of its own view in `--mp-vh`.
 * - `env(safe-area-inset-*)`: a desktop browser has none; the drawn phone has (see chrome/frame.css).
 *
 * @param {string} css
 * @returns {string}
 */
export function convertUnits(css) {
  return css
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_, n) => `${Number((n / 7.5).toFixed(4))}vw`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_, n) => `calc(${n} * var(--mp-vh, 1vh))`)
    .replace(/\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^)]*)?\)/g, 'var(--mp-safe-$1, 0px)')
}
