export type BoundQuery = unknown;
