/** Settles as `answer` does, but with `otherwise` when that takes longer than `ms` milliseconds: pages may never answer. */
export function inTime<Answer>(answer: Promise<Answer>, ms: number, otherwise: Answer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(otherwise), ms);
    void answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
