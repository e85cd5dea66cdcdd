/** What one act on a case asks for. The page sends it: `send` is told the act and its body, `submit` asks for it. */
import { wordsOf } from '../../services/request'
import { candidates, mergeTargets, transferTargets } from '../../services/staff'
import { isoDay } from '../../services/time'
import { type Act, actOf, WORDS } from './acts'

/** A line to choose: a person, an organization or another case. */
interface Choice {
  id: string
  name: string
  about: string
}

/** Answers are due by the end of the working day. */
const AT_END_OF_DAY = 'T17:30:00+08:00'

const people = async (id: string, q: string): Promise<Choice[]> =>
  (await candidates(id, q)).map(({ organization_name, ...one }) => ({ ...one, about: organization_name }))

const FIND: Record<string, (id: string, q: string) => Promise<Choice[]>> = {
  person: people,
  people,
  unit: async (id, q) => (await transferTargets(id, q)).map((one) => ({ ...one, about: '' })),
  target: async (id, q) => (await mergeTargets(id, q)).map((one) => ({ id: one.id, name: one.title, about: `${one.state_word} · 附议 ${one.endorsements}` })),
}
const HEADINGS: Record<string, string> = { person: '交给谁办', people: '谁来协办', unit: '转交给哪个组织', target: '并入哪一条' }
const NONE: Record<string, string> = {
  person: '本组织和上级组织还没有可以交办的工作人员。',
  people: '本组织和上级组织没有别的工作人员。',
  unit: '没有可以转交的组织。',
  target: '没有说同一件事的建议，可以搜一搜。',
}

Component({
  properties: {
    caseId: { type: String, value: '' },
    act: { type: String, value: '' },
    /** Who is beside the assignee now. */
    handlers: { type: Array, value: [] as { id: string; name: string }[] },
    /** The assignee's id: nobody works beside themselves. */
    assignee: { type: String, value: '' },
    /** When it is due now, an ISO day; empty when it is not. */
    due: { type: String, value: '' },
  },
  data: {
    asks: 'nothing' as Act['asks'],
    heading: '',
    none: '',
    found: [] as Choice[],
    isLoaded: false,
    query: '',
    chosen: {} as Record<string, boolean>,
    unit: '',
    title: '',
    hint: '',
    words: '',
    day: '',
    today: '',
  },
  lifetimes: {
    attached() {
      const { act, handlers, due } = this.data
      const asks = actOf(act)?.asks ?? 'nothing'
      const words = WORDS[act]
      const today = isoDay(new Date())
      this.setData({
        asks,
        heading: HEADINGS[asks] ?? '',
        none: NONE[asks] ?? '',
        title: words?.title ?? '',
        hint: words?.hint ?? '',
        chosen: Object.fromEntries((handlers as { id: string }[]).map(({ id }) => [id, true])),
        day: due >= today ? due : '',
        today,
      })
      this.find('')
    },
  },
  methods: {
    async find(query: string) {
      const find = FIND[this.data.asks]
      if (!find) return
      this.setData({ query })
      try {
        const found = await find(this.data.caseId, query)
        if (query !== this.data.query) return
        const others = this.data.asks === 'people' ? found.filter(({ id: other }) => other !== this.data.assignee) : found
        const none = query ? '没有找到，换个说法再试。' : (NONE[this.data.asks] ?? '')
        this.setData({ found: query ? others : [...this.left(found), ...others], isLoaded: true, none })
      } catch (reason) {
        wx.showToast({ title: wordsOf(reason), icon: 'none' })
      }
    },

    /** Those beside the assignee who could not be chosen anew: they can be let go of. */
    left(found: Choice[]): Choice[] {
      if (this.data.asks !== 'people') return []
      const known = new Set(found.map(({ id }) => id))
      return (this.data.handlers as { id: string; name: string }[]).filter(({ id }) => !known.has(id)).map((one) => ({ ...one, about: '' }))
    },

    onSearch(event: WechatMiniprogram.CustomEvent<{ query: string }>) {
      this.find(event.detail.query)
    },

    onChoice(event: WechatMiniprogram.TouchEvent) {
      const { id, name } = event.currentTarget.dataset as { id: string; name: string }
      const { asks, chosen } = this.data
      if (asks === 'person') this.send({ member_id: id })
      else if (asks === 'target') this.confirmMerge(id, name)
      else if (asks === 'people') this.setData({ chosen: { ...chosen, [id]: !chosen[id] } })
      // The one that was chosen stands alone above the words; another tap brings the others back.
      else this.setData({ chosen: chosen[id] ? {} : { [id]: true }, unit: chosen[id] ? '' : id })
    },

    confirmMerge(id: string, title: string) {
      wx.showModal({
        title: '并入这条建议？',
        content: `“${title}”。提出人和附议人会一起转过去，七天内可以退出。`,
        confirmText: '并入',
        success: ({ confirm }) => {
          if (confirm) this.send({ into_id: id })
        },
      })
    },

    onWords(event: WechatMiniprogram.Input) {
      this.setData({ words: event.detail.value })
    },

    onDay(event: WechatMiniprogram.PickerChange) {
      this.setData({ day: event.detail.value as string })
    },

    /** Called by the page's button; says what is missing, or tells `send`. */
    submit() {
      const { act, asks, chosen, day, due } = this.data
      const words = this.data.words.trim()
      const ids = Object.keys(chosen).filter((id) => chosen[id])
      if (asks === 'people') return this.send({ member_ids: ids })
      if (asks === 'unit' && !ids.length) return this.miss('请选一个组织')
      if (asks === 'due' && (!day || day === due)) return this.miss('请选一个新的日期')
      if (words.length < 2) return this.miss('请写清楚一点')
      this.send({
        [WORDS[act]?.field ?? 'reason']: words,
        ...(asks === 'unit' ? { organization_id: ids[0] } : {}),
        ...(asks === 'due' ? { due_at: day + AT_END_OF_DAY } : {}),
      })
    },

    miss(title: string) {
      wx.showToast({ title, icon: 'none' })
    },

    send(body: object) {
      this.triggerEvent('send', { act: this.data.act, body })
    },
  },
})
