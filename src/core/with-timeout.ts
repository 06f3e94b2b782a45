/** Settles as `answer` does, but with `otherwise` when that takes longer than `ms` milliseconds: pages may never answer. */
export function withTimeout<Answer>(answer: Promise<Answer>, ms: number, fallback: Answer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(fallback), ms);
    void answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
