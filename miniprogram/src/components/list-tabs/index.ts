/** Words to choose one list among several; a count beside the word where something waits. */
export interface Tab {
  tab: string
  name: string
  count?: number
}

Component({
  properties: {
    tabs: { type: Array, value: [] as Tab[] },
    /** The one that is shown; empty where it is none of them. */
    tab: { type: String, value: '' },
  },
  methods: {
    onTab(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('choose', { tab: event.currentTarget.dataset.tab as string })
    },
  },
})
