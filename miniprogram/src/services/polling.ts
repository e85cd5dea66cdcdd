/**
 * Runs `task` at once and again `every` milliseconds after each run ended, until the returned function is called
 * or the task resolves false. Never two at a time, and a run that ends after the stop starts no other.
 */
export function poll(task: () => Promise<boolean>, every: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const run = async () => {
    const goesOn = await task()
    if (goesOn && !isStopped) timer = setTimeout(run, every)
  }
  run()
  return () => {
    isStopped = true
    if (timer !== undefined) clearTimeout(timer)
  }
}
