/** The value, but no less than `min` and no more than `max`; `min` where the two contradict each other. */
export const clamp = (value: number, min: number, max: number): number => Math.max(min, Math.min(value, max));
