import type { CandidateKind } from '../candidates';

/** What the aim mode says; a page has none of the extension's texts. */
export interface AimTexts {
  /** What to do; empty in the frames within the page, which leave the talking to it. */
  readonly task: string;
  readonly nothingHere: string;
  readonly keys: readonly ElementPickerKey[];
  readonly kinds: Readonly<Record<CandidateKind, string>>;
  /** Of the texts. */
  readonly language: string;
}

export interface ElementPickerKey {
  /** As it stands on the keyboard: `Esc`. */
  readonly cap: string;
  readonly does: string;
  /** Means something only where pictures lie on each other. */
  readonly isForStacks: boolean;
}
