/** What jsdom lacks and a phone has; the app under test is not started by itself (see runtime/boot.ts). */
Object.assign(globalThis, {
  previewTest: { simulator_base: 'https://simulator.test', api_base: 'https://backend.test' },
  matchMedia: () => ({ matches: false, addEventListener() {} }),
  BroadcastChannel: class extends EventTarget {
    postMessage() {}
    close() {}
  },
})
