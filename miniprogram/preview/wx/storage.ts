import { ApiFailure, asyncApi } from './calling'
import { PhoneStorage } from './phone-storage'

/** WeChat's limits: 1 MB a key, 10 MB a user. */
const KEY_LIMIT = 1024 * 1024
const TOTAL_LIMIT_KB = 10 * 1024

export function storageApis(phone: string) {
  const storage = new PhoneStorage(phone, 'app')
  const set = (key: string, data: unknown) => {
    if (!key) throw new ApiFailure('parameter error: key should not be empty')
    const text = JSON.stringify(data)
    if (text === undefined) throw new ApiFailure('parameter error: data cannot be undefined')
    if (new TextEncoder().encode(text).length > KEY_LIMIT) throw new ApiFailure('entry size limit reached')
    storage.write(key, data)
  }
  const get = (key: string) => storage.read(key)
  const info = () => ({ keys: storage.keys(), currentSize: Math.ceil(storage.size() / 1024), limitSize: TOTAL_LIMIT_KB })
  return {
    setStorageSync: set,
    getStorageSync: (key: string) => get(key) ?? '',
    removeStorageSync: (key: string) => storage.remove(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: info,
    setStorage: asyncApi('setStorage', ({ key, data }) => set(key, data)),
    getStorage: asyncApi('getStorage', ({ key }) => {
      const data = get(key)
      if (data === undefined) throw new ApiFailure('data not found')
      return { data }
    }),
    removeStorage: asyncApi('removeStorage', ({ key }) => storage.remove(key)),
    clearStorage: asyncApi('clearStorage', () => storage.clear()),
    getStorageInfo: asyncApi('getStorageInfo', info),
  }
}
