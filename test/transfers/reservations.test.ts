import { describe, expect, test } from 'vitest';
import { openReservations } from '../../src/transfers/reservations';

describe('a reserved key', () => {
  test('belongs to one transfer, until that has no use for it', () => {
    const { reserve, release } = openReservations();
    expect([reserve('k', 'a'), reserve('k', 'a'), reserve('k', 'b'), reserve('l', 'b')]).toEqual([
      ...[true, true, false, true],
    ]);
    release('a');
    expect([reserve('k', 'b'), reserve('l', 'a')]).toEqual([true, false]);
  });

  test('that a transfer had is remembered until the transfer is forgotten', () => {
    const { reserve, release, forget, noteTried, keysOf } = openReservations();
    reserve('k', 'a');
    release('a');
    noteTried('l', 'a');
    expect([keysOf('a'), keysOf('b')]).toEqual([['k', 'l'], []]);
    expect([reserve('k', 'b'), reserve('l', 'b')]).toEqual([true, true]);
    forget('a');
    expect([keysOf('a'), keysOf('b'), reserve('k', 'a')]).toEqual([[], ['k', 'l'], false]);
  });
});
