/** What the build hands to the runtime. */
export interface Manifest {
  app: AppConfig
  theme?: Theme
  /** Every page, main package first. */
  pages: string[]
  /** Logical path -> json of that page or component. */
  configs: Record<string, PageConfig>
  /** Logical path -> class prefix of an isolated component. */
  scopes: Record<string, string>
  /** Logical path -> compiled template. */
  templates: Record<string, unknown>
  startApp: () => void
  /** Logical path -> runs its script, which registers it. Dependencies first. */
  scripts: Record<string, () => void>
}

/** Values that `@name` in app.json and page json stand for, in light and in dark. */
export type Theme = Record<'light' | 'dark', Record<string, string>>

export interface WindowConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: 'dark' | 'light'
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface PageConfig extends WindowConfig {
  component?: boolean
  usingComponents?: Record<string, string>
}

export interface AppConfig {
  pages: string[]
  window?: WindowConfig
  tabBar?: TabBarConfig
  requiredPrivateInfos?: string[]
  darkmode?: boolean
  /** Milliseconds. */
  networkTimeout?: { request?: number; uploadFile?: number; downloadFile?: number }
}

export interface TabBarConfig {
  color: string
  selectedColor: string
  backgroundColor: string
  borderStyle?: 'black' | 'white'
  custom?: boolean
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[]
}
