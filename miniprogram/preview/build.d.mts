/** @returns one line about what was built; rejects with a BuildError naming file and line */
export function buildPreview(folders: { src: string; out: string }): Promise<string>
