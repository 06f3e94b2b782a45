/** Something that must not be. */
export interface Violation {
  /** The same for all of its kind. */
  readonly kind: string;
  readonly text: string;
}
