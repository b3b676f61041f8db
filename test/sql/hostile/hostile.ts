/** A statement that is refused, the code of its first finding, and the text that the finding points at. */
export type Hostile = readonly [text: string, code: string, place: string];
