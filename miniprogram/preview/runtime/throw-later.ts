/** Lets the caller go on, as WeChat does after an error in a page, and still fails a test or shows in the console. */
export function throwLater(error: unknown): void {
  setTimeout(() => {
    throw error
  })
}
