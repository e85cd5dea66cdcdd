/** What the preview can draw. Anything else is a build error: it must not look as if it worked. */

const FORM = ['input', 'textarea', 'button', 'form', 'label', 'picker', 'slider', 'switch']
const CHOICE = ['checkbox', 'checkbox-group', 'radio', 'radio-group']
const CONTENT = ['view', 'text', 'image', 'icon', 'progress', 'rich-text', 'canvas', 'navigator', 'root-portal', 'page-meta']
const SCROLL = ['scroll-view', 'swiper', 'swiper-item']
const COVER = ['cover-view', 'cover-image']

export const BUILTIN_TAGS = new Set([...FORM, ...CHOICE, ...CONTENT, ...SCROLL, ...COVER])

/** Handled by the template compiler, not drawn. */
export const STRUCTURAL_TAGS = new Set(['block', 'slot', 'template', 'import', 'include', 'wxs'])

/** Attribute values that are supported, per tag. A value with `{{` is only known at run time and checked there. */
export const ATTRIBUTE_VALUES = {
  picker: { mode: ['selector', 'multiSelector', 'date', 'time'], fields: ['day', 'month', 'year'] },
  input: { type: ['text', 'number', 'digit', 'idcard', 'nickname', 'safe-password'] },
  canvas: { type: ['2d'] },
  'scroll-view': { type: ['list'] },
  button: {
    'open-type': ['share', 'contact', 'getPhoneNumber', 'chooseAvatar', 'agreePrivacyAuthorization'],
    'form-type': ['submit', 'reset'],
  },
  navigator: { 'open-type': ['navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack'] },
}

/** Attributes that must be present: an old-style canvas has no `type` and another API. */
export const REQUIRED_ATTRIBUTES = { canvas: ['type'] }

/**
 * @param {{tag: string, attributes: Map<string, string>}} element
 * @param {Set<string>} components tags that are components here
 * @returns {string | undefined} what is wrong with it
 */
export function unsupported({ tag, attributes }, components) {
  if (components.has(tag) || STRUCTURAL_TAGS.has(tag)) return undefined
  if (!BUILTIN_TAGS.has(tag)) return `<${tag}> is not supported by the preview`
  for (const name of REQUIRED_ATTRIBUTES[tag] ?? []) {
    if (!attributes.has(name)) return `<${tag}> without ${name} is not supported by the preview`
  }
  for (const [name, allowed] of Object.entries(ATTRIBUTE_VALUES[tag] ?? {})) {
    const value = attributes.get(name)
    if (!value || value.includes('{{')) continue
    const bad = value.split('|').find((part) => !allowed.includes(part))
    if (bad) return `<${tag} ${name}="${bad}"> is not supported by the preview`
  }
  return undefined
}
