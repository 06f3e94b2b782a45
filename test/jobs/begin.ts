import type { JobSpec } from '../../src/core/job';
import { type Life, World } from './world';

/** How long a deletion can be undone. */
export const UNDO_MS = 10_000;

/** A world with photos in the album `A/`, each with its name for its bytes, put there long ago. */
export function filled(...names: readonly string[]): World {
  const world = new World();
  for (const name of names) world.bucket.put(`A/${name}`, name);
  return world;
}

/** The user asks for something; resolves when it is written down. */
export async function begin(
  world: World,
  order: JobSpec,
  keys: readonly string[],
  undoMs = 0,
): Promise<Life> {
  const life = world.live();
  await life.jobs.add(world.job(order, world.seen(...keys), { undoMs }), world.seen(...keys));
  return life;
}
