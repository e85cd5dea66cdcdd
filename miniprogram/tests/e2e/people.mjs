import { ask } from './talk.mjs'

/** Somebody with a phone, as the API sees them: for what a test needs beforehand and nobody taps. */
export class Person {
  #stack
  #token

  constructor(stack, name, user) {
    this.#stack = stack
    this.name = name
    /** User id in the WeChat simulator. */
    this.user = user
  }

  /** Calls the API as this person, logging in at first. @returns its JSON; rejects with its words if it refuses */
  async call(method, path, body) {
    this.#token ??= (await this.#login()).token
    return this.#send(method, path, body, { authorization: `Bearer ${this.#token}` })
  }

  /** Signs up to an activity that asks nothing. @returns the signup */
  signUp({ id }) {
    return this.call('PUT', `/activities/${id}/signup`, { answers: {}, form_version: null })
  }

  async #login() {
    const { code } = await this.#stack.wechat('POST', '/login-code', { user_id: this.user })
    return this.#send('POST', '/login', { code })
  }

  #send(method, path, body, headers) {
    return ask(method, `${this.#stack.base}/api/v1${path}`, { body, headers })
  }
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
let numbers = 13_600_000_001 // of phones nobody has
const ADMINISTRATOR = '周婷'
const ORGANIZER = '李建国'

/** What tests arrange through the API. Every name and title is used once, so that tests do not meet. */
export class Town {
  #stack
  #invitation

  constructor(stack) {
    this.#stack = stack
  }

  /** A phone in the simulator; nobody the association knows yet. `phone`: 11 digits WeChat would give. */
  async visitor(name, phone = '') {
    const { user_id } = await this.#stack.wechat('POST', '/users', { name, phone })
    return new Person(this.#stack, name, user_id)
  }

  /** A member of 石桥商会, joined by invitation: their profile is empty. */
  async member(name) {
    const person = await this.visitor(name)
    await this.#join(person)
    return person
  }

  /** One whose phone WeChat verified: they may say what others read. */
  async verified(name) {
    const person = await this.visitor(name, String(numbers++))
    const { code } = await this.#stack.wechat('POST', '/phone-code', { user_id: person.user })
    await this.#join(person, { phone_code: code })
    return person
  }

  /** The demo's own invitation is soon used up. */
  async #join(person, more = {}) {
    this.#invitation ??= this.administrator().then(async (staff) =>
      staff.call('POST', '/staff/invitations', { organization_id: await this.chamber(), max_uses: 1000 }),
    )
    const { code } = await this.#invitation
    await person.call('POST', `/join/invitations/${code}`, { name: person.name, ...more })
  }

  /** A member who represents a company, and one who acts for them. */
  async delegate(company, principal, delegate) {
    const people = [await this.member(principal), await this.member(delegate)]
    const ids = await Promise.all(people.map(async (person) => (await person.call('GET', '/me')).member.id))
    await this.#stack.delegate(company, ...ids)
    return people
  }

  /** A suggestion as it is once others can read it. `more`: see NewSuggestionSchema. */
  suggestion(author, title, text, more = {}) {
    return author.call('POST', '/suggestions', { title, text, category: 'service', client_ref: title, ...more })
  }

  /** The demo's administrator. */
  administrator() {
    return this.visitor(ADMINISTRATOR, '19900000009')
  }

  /** The demo's organizer: in charge of every activity made here. */
  organizer() {
    return this.visitor(ORGANIZER, '19900000002')
  }

  /** The times of an activity: half an hour from now, or so many days later. */
  inDays(days) {
    const start = Date.now() + days * DAY + 30 * MINUTE
    const at = (minutes) => new Date(start + minutes * MINUTE).toISOString()
    return { starts_at: at(0), ends_at: at(120), checkin_opens_at: at(-60), checkin_closes_at: at(120) }
  }

  /** @returns the id of 石桥商会 */
  async chamber() {
    const { items } = await (await this.administrator()).call('GET', '/staff/organizations?page_size=100')
    return items.find(({ name }) => name === '石桥商会').id
  }

  /** A published survey of 石桥商会, open since yesterday until tomorrow. `plan`: at least a definition. @returns its id */
  async survey(title, plan) {
    const staff = await this.administrator()
    const { id } = await staff.call('POST', '/staff/surveys', {
      organization_id: await this.chamber(),
      title,
      introduction: '几分钟就好。',
      opens_at: new Date(Date.now() - DAY).toISOString(),
      closes_at: new Date(Date.now() + DAY).toISOString(),
      client_ref: title,
      ...plan,
    })
    await staff.call('POST', `/staff/surveys/${id}/publish`)
    return id
  }

  /** A published activity of 石桥商会 that begins in half an hour, with check-in open. `plan` overrides. */
  async activity(title, plan = {}) {
    const staff = await this.administrator()
    const organization_id = await this.chamber()
    const made = await staff.call('POST', '/staff/activities', { organization_id, title, venue: '三楼会议室', ...this.inDays(0), ...plan })
    const { member } = await (await this.organizer()).call('GET', '/me')
    await staff.call('PUT', `/staff/activities/${made.id}/organizers`, { member_ids: [member.id] })
    return staff.call('POST', `/staff/activities/${made.id}/publish`)
  }
}

/** A question form with one section. */
export const questions = (...list) => ({ sections: [{ key: 'main', title: '报名信息', questions: list }] })
