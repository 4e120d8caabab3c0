import { generateIncident, type Incident } from './generate';
import { Random } from './random';
import { kinds } from './truth';

/** One incident in so many is one that nobody can decide. */
const undecidableEach = 16;

/** So many incidents, all kinds in turn, and so many healthy tenants, each with a seed of its own. */
export function* series(seed: number, incidents: number, tenants: number): Generator<Incident> {
  const random = new Random(seed);
  for (let index = 0; index < incidents; index += 1) {
    const kind = kinds[index % kinds.length];
    const undecidable = index % undecidableEach === Math.floor(index / undecidableEach) % undecidableEach;
    yield generateIncident(random.int(1, 999_999_999), kind, { undecidable });
  }
  for (let index = 0; index < tenants; index += 1)
    yield generateIncident(random.int(1, 999_999_999), 'healthy');
}
