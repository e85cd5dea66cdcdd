/** Scanning the code that the console shows in a browser: whether to let it in, and which browsers are in. */
import type { ViewState } from '../../components/page-state/state'
import { deskCode, deskRequest, desks, letIn, signOut, turnAway } from '../../services/desks'
import { tellFailure } from '../../services/failure'
import { codeOf, wordsOf } from '../../services/request'
import { scan } from '../../services/scanning'
import { ago, moment } from '../../services/time'
import type { Desk } from '../../services/types'

interface Line {
  id: string
  browser: string
  used: string
}

/** What the page asks or says above the list; nothing before the first scan. */
type Face = '' | 'ask' | 'in' | 'away' | 'over' | 'foreign' | 'no_role' | 'failed'

type Said = Exclude<Face, 'ask' | 'failed'>

const WORDS: Record<Said, { head: string; text: string }> = {
  '': { head: '', text: '' },
  in: { head: '已登录', text: '电脑上的页面会自己打开。用完请退出，公用电脑尤其要记得。' },
  away: { head: '已拒绝', text: '那台电脑没有登录。如果不是您打开的页面，不用再做什么。' },
  over: { head: '登录码已失效', text: '它只能用一次，2 分钟内有效。请在电脑上刷新页面，再扫新的码。' },
  foreign: { head: '这不是后台的登录码', text: '请在电脑上打开后台网址，扫页面上的码。' },
  no_role: { head: '您目前没有后台权限', text: '需要角色才能登录后台，请联系组织的管理员添加。' },
}

const BROWSER_FOLLOWS_MS = 1_500

const REFUSED: Record<string, Said> = { sign_in_over: 'over', no_role: 'no_role', forbidden: 'no_role', not_found: 'over' }

const line = ({ id, browser, used_at }: Desk, now: Date): Line => ({ id, browser, used: `${ago(used_at, now)}用过` })

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    face: '' as Face,
    head: '',
    text: '',
    asked: '',
    roles: [] as string[],
    items: [] as Line[],
    busy: false,
  },

  code: '',

  /** `code` comes along when it was scanned elsewhere; else the camera opens at once: the code lives two minutes. */
  onLoad({ code }: { code?: string }) {
    this.load()
    if (code) this.look(code)
    else this.onScan()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const now = new Date()
      this.setData({ items: (await desks()).map((one) => line(one, now)), state: 'ready', error: '' })
    } catch (reason) {
      if (codeOf(reason) === 'forbidden') this.setData({ state: 'ready', face: 'no_role', ...WORDS.no_role })
      else this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  say(face: Said) {
    this.setData({ face, ...WORDS[face], busy: false })
  },

  fail(reason: unknown) {
    const face = REFUSED[codeOf(reason)]
    if (face) this.say(face)
    else this.setData({ face: 'failed', head: '没有连上', text: wordsOf(reason), busy: false })
  },

  async onScan() {
    const scanned = await scan()
    if (scanned === null) return
    const code = deskCode(scanned)
    if (code) this.look(code)
    else this.say('foreign')
  },

  async look(code: string) {
    this.code = code
    try {
      const { browser, asked_at, roles } = await deskRequest(code)
      this.setData({ face: 'ask', head: `在 ${browser} `, text: '', asked: `${moment(asked_at, new Date())} 打开的页面`, roles })
    } catch (reason) {
      this.fail(reason)
    }
  },

  onRetry() {
    this.look(this.code)
  },

  onLetIn() {
    this.answer(letIn, 'in')
  },

  onTurnAway() {
    this.answer(turnAway, 'away')
  },

  async answer(how: (code: string) => Promise<unknown>, face: 'in' | 'away') {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await how(this.code)
      this.say(face)
      await this.load()
      // The browser asks once a second: then it is among them.
      if (face === 'in') setTimeout(() => this.load(), BROWSER_FOLLOWS_MS)
    } catch (reason) {
      this.fail(reason)
    }
  },

  onSignOut(event: WechatMiniprogram.TouchEvent) {
    const { id, browser } = event.currentTarget.dataset as { id: string; browser: string }
    wx.showModal({
      title: `退出 ${browser}？`,
      content: '那台电脑上没有保存的内容会丢失，再用要重新扫码。',
      confirmText: '退出',
      success: async ({ confirm }) => {
        if (!confirm) return
        try {
          await signOut(id)
        } catch (reason) {
          if (codeOf(reason) !== 'not_found') tellFailure('没有退出', reason)
        }
        this.load()
      },
    })
  },
})
