import { describe, expect, it } from 'vitest';
import {
  activated,
  allSelected,
  deselected,
  NOTHING_SELECTED,
  rangeExtended,
  rangeSelected,
  type Selection,
  toggled,
} from '../../src/ui/selection';

const IDS = ['a', 'b', 'c', 'd', 'e'];
const idsOf = ({ selected }: Selection): string[] => [...selected].sort();

describe('a selection', () => {
  it('toggles', () => {
    const once = toggled(NOTHING_SELECTED, 'b');
    expect(idsOf(once)).toEqual(['b']);
    expect(idsOf(toggled(once, 'b'))).toEqual([]);
  });

  it.each([
    ['d', ['b', 'c', 'd']],
    ['a', ['a', 'b']],
    ['b', ['b']],
  ])('reaches from the anchor to %s', (to, wanted) => {
    expect(idsOf(rangeSelected(toggled(NOTHING_SELECTED, 'b'), IDS, to))).toEqual(wanted);
  });

  it('takes a range away where the anchor was taken away', () => {
    const all = allSelected(NOTHING_SELECTED, IDS);
    expect(idsOf(rangeSelected(toggled(all, 'b'), IDS, 'd'))).toEqual(['a', 'e']);
  });

  it('begins a range where there was none, or where its beginning is hidden', () => {
    expect(idsOf(rangeSelected(NOTHING_SELECTED, IDS, 'c'))).toEqual(['c']);
    expect(idsOf(rangeSelected(toggled(NOTHING_SELECTED, 'z'), IDS, 'c'))).toEqual(['c', 'z']);
  });

  it('grows and shrinks with the keyboard, on either side of where it began', () => {
    const path = ['c', 'd', 'e', 'd', 'c', 'b', 'a', 'b'];
    let selection = toggled(NOTHING_SELECTED, 'c');
    const seen = path.slice(1).map((to, step) => {
      selection = rangeExtended(selection, IDS, path[step] ?? '', to);
      return idsOf(selection).join('');
    });
    expect(seen).toEqual(['cd', 'cde', 'cd', 'c', 'bc', 'abc', 'bc']);
  });

  it('begins anew where the keyboard went without it, and leaves what is selected', () => {
    const before = rangeExtended(toggled(NOTHING_SELECTED, 'a'), IDS, 'a', 'b');
    expect(idsOf(rangeExtended(before, IDS, 'd', 'e'))).toEqual(['a', 'b', 'd', 'e']);
  });

  it('takes and leaves only what is shown', () => {
    const all = allSelected(toggled(NOTHING_SELECTED, 'z'), IDS);
    expect(idsOf(deselected(all, IDS))).toEqual(['z']);
  });

  it('is not changed by moving', () => {
    expect(idsOf(activated(toggled(NOTHING_SELECTED, 'a'), 'c'))).toEqual(['a']);
  });
});
