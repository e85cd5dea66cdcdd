/**
 * The frame of every page: scales type by WeChat's font setting, shows one of the four states, says when there
 * is no network, and keeps a bar at the thumb. An error keeps what was on screen (`kept`) and offers retry.
 */
type Bone = Record<string, string>[]

interface Card {
  key: number
  bones: Bone[]
}

const line = (width: string, height = '16px'): Bone => [{ width, height, borderRadius: '6px' }]

const SKELETONS: Record<string, Bone[][]> & { list: Bone[][] } = {
  list: [
    [line('60%', '20px'), line('85%'), line('40%')],
    [line('60%', '20px'), line('85%'), line('40%')],
    [line('60%', '20px'), line('85%'), line('40%')],
  ],
  detail: [
    [line('75%', '26px'), line('55%'), line('65%'), line('45%')],
    [line('95%'), line('90%'), line('60%')],
  ],
  form: [[line('30%'), line('100%', '44px'), line('40%'), line('100%', '44px'), line('25%'), line('100%', '44px')]],
  code: [[line('50%', '24px'), line('100%', '280px'), line('60%')]],
}

const cardsOf = (kind: string): Card[] => (SKELETONS[kind] ?? SKELETONS.list).map((bones, key) => ({ key, bones }))

const properties = {
  state: { type: String, value: 'loading' },
  error: { type: String, value: '' },
  kept: { type: Boolean, value: false },
  skeleton: { type: String, value: 'list' },
  emptyIcon: { type: String, value: 'sun' },
  emptyTitle: { type: String, value: '这里还没有内容' },
  emptyText: { type: String, value: '' },
  /** The page itself says what it does without a network. */
  ownNetwork: { type: Boolean, value: false },
  /** A bar at the thumb, filled through the slot named "bar". */
  bar: { type: Boolean, value: false },
} as const

const data = { scale: 1, offline: false, cards: cardsOf('list') }

interface Methods extends WechatMiniprogram.Component.MethodOption {
  noteNetwork(connected: boolean): void
  onRetry(): void
}

interface Instance extends WechatMiniprogram.IAnyObject {
  listener: WechatMiniprogram.OnNetworkStatusChangeCallback
}

Component<typeof data, typeof properties, Methods, [], Instance>({
  options: { multipleSlots: true },
  properties,
  data,
  observers: {
    skeleton(kind: string) {
      this.setData({ cards: cardsOf(kind) })
    },
  },
  lifetimes: {
    attached() {
      this.setData({ scale: fontFactor() })
      wx.getNetworkType({ success: ({ networkType }) => this.noteNetwork(networkType !== 'none') })
      this.listener = (result: WechatMiniprogram.OnNetworkStatusChangeListenerResult) => this.noteNetwork(result.isConnected)
      wx.onNetworkStatusChange(this.listener)
    },
    detached() {
      wx.offNetworkStatusChange(this.listener)
    },
  },
  methods: {
    noteNetwork(connected: boolean) {
      if (this.data.offline === connected) this.setData({ offline: !connected })
    },
    onRetry() {
      this.triggerEvent('retry')
    },
  },
})

/** WeChat's font setting as a factor; older versions know only the size, of which 16 px is standard. */
function fontFactor(): number {
  const info = wx.getAppBaseInfo() as { fontSizeScaleFactor?: number; fontSizeSetting?: number }
  return info.fontSizeScaleFactor || (info.fontSizeSetting ?? 16) / 16
}
