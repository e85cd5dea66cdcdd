import { currentRuntime } from '../runtime/current'
import { phoneFiles } from './files'
import { backendUrl } from './hosts'

/**
 * Where the browser finds what an `<image src>` names: a picture of the package, a file of the phone, or one on the
 * backend.
 *
 * @param route the page it is on, for a relative path
 */
export function resolveResource(source: string, route = ''): string {
  if (/^(data|blob):/.test(source)) return source
  if (source.startsWith('wxfile://')) return phoneFiles.url(source)
  if (/^https?:\/\//.test(source)) return backendUrl(source, currentRuntime().phone)
  return `app${new URL(source, `http://app/${route}`).pathname}`
}
