/** What the camera of WeChat reads, and where an event code leads. */
import { deskCode } from './desks'

/** Opens the scanner; resolves null when the person closed it without scanning. */
export function scan(): Promise<string | null> {
  return new Promise((resolve) => {
    wx.scanCode({
      onlyFromCamera: true,
      scanType: ['qrCode'],
      success: ({ result }) => resolve(result),
      fail: () => resolve(null),
    })
  })
}

/** A member scans the code at the door: the check-in page takes it from there. Staff may scan the console's here too. */
export async function scanEventCode(): Promise<void> {
  const code = await scan()
  const desk = code && deskCode(code)
  if (desk) wx.navigateTo({ url: `/staff/desk/index?code=${desk}` })
  else if (code) wx.navigateTo({ url: `/pages/checkin/index?q=${encodeURIComponent(code)}` })
}
