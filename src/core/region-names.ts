import { AWS_REGIONS } from './aws-names';

/** What the console calls the regions (AWS General Reference, "Amazon S3 endpoints"), without the part of the world. */
const PLACES: Readonly<Record<string, (typeof AWS_REGIONS)[number]>> = {
  virginia: 'us-east-1',
  ohio: 'us-east-2',
  california: 'us-west-1',
  oregon: 'us-west-2',
  tokyo: 'ap-northeast-1',
  seoul: 'ap-northeast-2',
  서울: 'ap-northeast-2',
  osaka: 'ap-northeast-3',
  mumbai: 'ap-south-1',
  hyderabad: 'ap-south-2',
  singapore: 'ap-southeast-1',
  sydney: 'ap-southeast-2',
  jakarta: 'ap-southeast-3',
  melbourne: 'ap-southeast-4',
  malaysia: 'ap-southeast-5',
  'new zealand': 'ap-southeast-6',
  thailand: 'ap-southeast-7',
  'hong kong': 'ap-east-1',
  taipei: 'ap-east-2',
  // Before the country that its name is told with.
  calgary: 'ca-west-1',
  canada: 'ca-central-1',
  frankfurt: 'eu-central-1',
  zurich: 'eu-central-2',
  stockholm: 'eu-north-1',
  ireland: 'eu-west-1',
  london: 'eu-west-2',
  paris: 'eu-west-3',
  milan: 'eu-south-1',
  spain: 'eu-south-2',
  'são paulo': 'sa-east-1',
  'cape town': 'af-south-1',
  'tel aviv': 'il-central-1',
  uae: 'me-central-1',
  bahrain: 'me-south-1',
  mexico: 'mx-central-1',
  beijing: 'cn-north-1',
  ningxia: 'cn-northwest-1',
};

/** So many letters may be wrong, missing or too many: `eu-wset-1`, `us-east1`. With three, `mars` would be a region. */
const MAX_TYPOS = 2;

/** Names of places that are shorter are too like each other for one letter to be wrong. */
const MIN_PLACE = 6;

export const isKnownRegion = (text: string): boolean => AWS_REGIONS.some(region => region === text);

/** The region that a text speaks of as the console writes it, `Europe (Ireland) eu-west-1`, or with a zone behind it. */
export function regionIn(text: string): string | null {
  const words = text.toLowerCase().match(/[a-z0-9-]+/g) ?? [];
  const named = words.map(word => (isKnownRegion(word) ? word : word.replace(/(\d)[a-f]$/, '$1')));
  return named.find(isKnownRegion) ?? null;
}

/** The region that was probably meant, by its place or a slip of the keys; null where none is near. */
export function regionMeant(text: string): string | null {
  const typed = text.trim().toLowerCase();
  const place = Object.entries(PLACES).find(
    ([name]) => typed.includes(name) || (name.length >= MIN_PLACE && distance(typed, name) <= 1),
  );
  if (place !== undefined) return place[1];
  return regionNear(typed, AWS_REGIONS);
}

/** The one of these regions that a slip of the keys may have made something else of; null where none is near. */
export function regionNear(text: string, regions: readonly string[]): string | null {
  const form = text
    .trim()
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');
  const near = regions
    .map(region => [region, distance(form, region)] as const)
    .filter(([, typos]) => typos <= MAX_TYPOS)
    .sort(([, a], [, b]) => a - b);
  return near[0]?.[0] ?? null;
}

/** How many letters have to be changed, left out, put in, or swapped with the next one (optimal string alignment). */
function distance(from: string, to: string): number {
  let twoBefore: readonly number[] = [];
  let before: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      line.push(
        Math.min(
          (before[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (before[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (twoBefore[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    twoBefore = before;
    before = line;
  }
  return before.at(-1) ?? 0;
}
