/** The parts of the capture that are built apart; a case waits for those that it needs. */
export type Part = 'ladder' | 'finder' | 'names';

/** Parts that are not built yet. */
const NOT_YET: readonly Part[] = ['ladder', 'finder', 'names'];

/** Whether all parts are there that something needs. */
export const areThere = (parts: readonly Part[]): boolean => !parts.some(part => NOT_YET.includes(part));
