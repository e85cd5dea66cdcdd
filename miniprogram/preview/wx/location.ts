import { showModal } from '../chrome/dialogs'
import type { Runtime } from '../runtime/boot'
import { ApiFailure, asyncApi } from './calling'

/** Where every phone of the preview is: the venue of the demo (gcj02). */
const HERE = { latitude: 31.2304, longitude: 121.4737, accuracy: 20, altitude: 0, speed: -1, verticalAccuracy: 0, horizontalAccuracy: 20 }

export function locationApis({ device, manifest }: Runtime) {
  const declared = async (api: string) => {
    if (!manifest.app.requiredPrivateInfos?.includes(api))
      throw new ApiFailure('the api need to be declared in the requiredPrivateInfos field in app.json/ext.json')
    if (!(await device.privacy.require(api))) throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
  }
  return {
    getLocation: asyncApi('getLocation', async () => {
      await declared('getLocation')
      if (!(await device.grant('scope.userLocation', '获取你的位置信息'))) throw new ApiFailure('auth deny')
      return { ...HERE }
    }),
    /** Coarse: about a kilometre, and without a word on how accurate. */
    getFuzzyLocation: asyncApi('getFuzzyLocation', async () => {
      await declared('getFuzzyLocation')
      if (!(await device.grant('scope.userFuzzyLocation', '获取你的模糊位置信息'))) throw new ApiFailure('auth deny')
      return { latitude: Number(HERE.latitude.toFixed(2)), longitude: Number(HERE.longitude.toFixed(2)) }
    }),
    chooseLocation: asyncApi('chooseLocation', async () => {
      await declared('chooseLocation')
      const { confirm } = await showModal({ title: '选择位置', content: '人民广场\n上海市黄浦区人民大道', confirmText: '选这里' })
      if (!confirm) throw new ApiFailure('cancel')
      return { name: '人民广场', address: '上海市黄浦区人民大道', latitude: HERE.latitude, longitude: HERE.longitude }
    }),
    openLocation: asyncApi('openLocation', async ({ latitude, longitude, name = '', address = '' }) => {
      if (typeof latitude !== 'number' || typeof longitude !== 'number') throw new ApiFailure('parameter error: latitude and longitude should be numbers')
      void showModal({
        title: name || '地图',
        content: `${address}\n${latitude.toFixed(5)}, ${longitude.toFixed(5)}`.trim(),
        showCancel: false,
        confirmText: '返回',
      })
    }),
  }
}
