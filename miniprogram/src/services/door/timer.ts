/** At most one thing to do later. */
export class Timer {
  private id: ReturnType<typeof setTimeout> | undefined

  get isSet(): boolean {
    return this.id !== undefined
  }

  /** In place of what was set before. */
  set(task: () => void, milliseconds: number): void {
    this.clear()
    this.id = setTimeout(() => {
      this.id = undefined
      task()
    }, milliseconds)
  }

  clear(): void {
    if (this.id !== undefined) clearTimeout(this.id)
    this.id = undefined
  }
}
