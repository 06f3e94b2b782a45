/** Nobody reads more in the browser's question; what lies elsewhere is tried without access, and says so if it fails. */
const MAX_HOSTS = 10;

/** Of match patterns, one for each thing that is wanted, those that most of them have, each once: what to ask for. */
export function boundedHosts(patterns: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_HOSTS)
    .map(([pattern]) => pattern);
}
