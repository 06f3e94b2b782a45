/** Does the work once, however often it is asked for; work that failed is done again for the next who asks. */
export function untilDone(
  work: () => Promise<void>,
  onFailure: (error: unknown) => void = () => {},
): () => Promise<void> {
  let doing: Promise<void> | null = null;
  return () => {
    doing ??= work().catch(error => {
      doing = null;
      onFailure(error);
      throw error;
    });
    return doing;
  };
}
