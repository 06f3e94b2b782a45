/**
 * A name that came out of the bucket or off the web, as text and nothing else. `<bdi>` keeps a name that is written
 * from right to left from turning the sentence around it.
 */
export const Bdi = ({ name }: { readonly name: string }) => <bdi>{name}</bdi>;
