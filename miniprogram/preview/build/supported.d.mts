export const BUILTIN_TAGS: Set<string>
export const STRUCTURAL_TAGS: Set<string>
export const ATTRIBUTE_VALUES: Record<string, Record<string, string[]>>
