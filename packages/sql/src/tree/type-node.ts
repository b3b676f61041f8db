/** A type as the author wrote it in a cast: upper-case name of the parser, width and scale, element type. */
export interface TypeNode {
  readonly name: string;
  readonly width?: number;
  readonly scale?: number;
  readonly of?: TypeNode;
}
