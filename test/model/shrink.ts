import type { History } from './history';

/** What a history is without something of it, or simpler in one respect; what does most first. */
function* simplerHistories(plan: History): Generator<History> {
  const without = <Thing>(list: readonly Thing[], index: number): readonly Thing[] =>
    list.filter((_, other) => other !== index);
  for (const index of plan.commands.keys()) yield { ...plan, commands: without(plan.commands, index) };
  for (const index of plan.faults.keys()) yield { ...plan, faults: without(plan.faults, index) };
  for (const index of plan.seeds.keys()) yield { ...plan, seeds: without(plan.seeds, index) };
  const plain = { heeds: true, tellsChecksums: true, latency: 0, skewMs: 0, chance: 0.5 };
  for (const [name, value] of Object.entries(plain)) {
    const next: History = { ...plan, [name]: value };
    if (JSON.stringify(next) !== JSON.stringify(plan)) yield next;
  }
  for (const [index, order] of plan.commands.entries()) {
    if (order.wait > 0) yield { ...plan, commands: plan.commands.with(index, { ...order, wait: 0 }) };
    if ('bytes' in order && order.bytes !== 'one')
      yield { ...plan, commands: plan.commands.with(index, { ...order, bytes: 'one' }) };
  }
  for (const [index, fault] of plan.faults.entries())
    if (fault.times > 1) yield { ...plan, faults: plan.faults.with(index, { ...fault, times: 1 }) };
}

/**
 * The history with everything taken away that can be, so that `isSo` still holds. fast-check's own shrinking takes from
 * lists in larger pieces, and leaves much that has nothing to do with what is wrong.
 */
export async function shrink(first: History, isSo: (plan: History) => Promise<boolean>): Promise<History> {
  let plan = first;
  for (;;) {
    let next: History | null = null;
    for (const candidate of simplerHistories(plan)) {
      if (!(await isSo(candidate))) continue;
      next = candidate;
      break;
    }
    if (next === null) return plan;
    plan = next;
  }
}
