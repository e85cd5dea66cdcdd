/** WeChat's calling convention, once. */
export interface Callbacks {
  success?: (result: never) => void
  fail?: (error: never) => void
  complete?: (result: never) => void
}

/** A failure as WeChat reports it. */
export class ApiFailure extends Error {
  constructor(
    reason: string,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(reason)
  }
}

type Result = Record<string, unknown>
type Options = Record<string, unknown> & Callbacks

/**
 * An asynchronous API: calls back if given callbacks, else returns a promise; results carry `errMsg`.
 *
 * @param run throws to fail: `fail cancel` is written `new ApiFailure('cancel')`
 */
// biome-ignore lint/suspicious/noExplicitAny: each API names its own options
export function asyncApi(name: string, run: (options: any) => unknown): (options?: Options) => Promise<unknown> | undefined {
  return (options = {}) => {
    const promise = Promise.resolve()
      .then(() => run(options))
      .then(
        (result) => ({ errMsg: `${name}:ok`, ...(result as Result | undefined) }),
        (error: Error) => {
          throw { errMsg: `${name}:fail ${error.message}`, ...(error instanceof ApiFailure ? error.fields : {}) }
        },
      )
    const { success, fail, complete } = options as { success?: (r: unknown) => void; fail?: (r: unknown) => void; complete?: (r: unknown) => void }
    if (!success && !fail && !complete) return promise
    promise.then(
      (result) => {
        success?.(result)
        complete?.(result)
      },
      (failure) => {
        fail?.(failure)
        complete?.(failure)
      },
    )
    return undefined
  }
}
