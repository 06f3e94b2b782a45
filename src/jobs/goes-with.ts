/**
 * Keys of what belongs to an object and is of no use without it, such as a small picture of it: the one place that
 * says so. It is copied and deleted with the object, and never keeps that from anything.
 * @returns for the same object always as many, in the same order.
 */
export const goesWith = (_key: string): readonly string[] => [];
