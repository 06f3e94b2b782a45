/** What a file of the user's disk says of its time. Hostile when it comes out of a bucket: anybody may have written it. */
export interface FileDates {
  /** When it was last changed on that disk; null where that is not known. Milliseconds since 1970. */
  readonly modifiedAt: number | null;
  /**
   * When a photograph was taken, by the camera's own clock: `2026-11-30T09:15:00`, with the clock's offset from UTC behind
   * it (`+09:00`) where the camera has noted that; null where it is not known.
   */
  readonly takenAt: string | null;
}

/** User metadata by what it says. Their CORS rules let pages read what stands here, see `setup/cors.ts`. */
export const FILE_DATES = {
  modifiedAt: 'file-modified-at',
  takenAt: 'taken-at',
} as const satisfies Record<keyof FileDates, string>;

/** The dates as S3 user metadata (`x-amz-meta-*` without the prefix): 73 bytes of the 2 KB that S3 allows. */
export const fileDatesMetadata = ({ modifiedAt, takenAt }: FileDates): Record<string, string> => ({
  ...(modifiedAt !== null && { [FILE_DATES.modifiedAt]: new Date(modifiedAt).toISOString() }),
  ...(takenAt !== null && { [FILE_DATES.takenAt]: takenAt }),
});

/** What an object's user metadata tells of the file that it was. */
export function fileDatesIn(metadata: Readonly<Record<string, string>>): FileDates {
  const modifiedAt = Date.parse(metadata[FILE_DATES.modifiedAt] ?? '');
  const takenAt = metadata[FILE_DATES.takenAt] ?? '';
  return {
    modifiedAt: Number.isNaN(modifiedAt) ? null : modifiedAt,
    takenAt: cameraTime(takenAt) === null ? null : takenAt,
  };
}

/** A time as a camera has noted it. */
export interface CameraTime {
  /** What its clock showed, as if that had been UTC: to be formatted as UTC. Milliseconds since 1970. */
  readonly shown: number;
  /** The clock's offset from UTC, `+09:00`; empty where it is not noted. */
  readonly offset: string;
}

/** Reads {@link FileDates.takenAt}; null for what is none. */
export function cameraTime(text: string): CameraTime | null {
  const [, local = '', offset = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const shown = Date.parse(`${local}Z`);
  // Engines take 30 February for 2 March.
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(local)) return null;
  return { shown, offset };
}
