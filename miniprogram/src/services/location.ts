/**
 * Roughly where the phone is. WeChat gives precise location to few kinds of accounts only, so this is one signal among
 * others and never a condition: without an answer the check-in goes on.
 */
export interface RoughLocation {
  latitude: number
  longitude: number
  accuracy_m: number
}

/** WeChat blurs a fuzzy location by about a kilometre: the server lets in whoever may be near enough. */
const BLUR_M = 2_000

/** Nobody stands at a door waiting for satellites. */
const PATIENCE_MS = 3_000

/** Resolves null when the member does not allow it, or it takes too long; never rejects. gcj02, like the venue's. */
export function roughLocation(): Promise<RoughLocation | null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS)
    wx.getFuzzyLocation({
      type: 'gcj02',
      success: ({ latitude, longitude }) => resolve({ latitude, longitude, accuracy_m: BLUR_M }),
      fail: () => resolve(null),
    })
  })
}
