/** The four faces of every screen. */
export type ViewState = 'loading' | 'ready' | 'empty' | 'error'
