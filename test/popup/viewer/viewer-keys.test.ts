// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type ViewerCommands, viewerKeys } from '../../../src/popup/viewer/viewer-keys';

function press(init: KeyboardEventInit, target: Element = document.createElement('div')): readonly string[] {
  const done: string[] = [];
  const commands: ViewerCommands = {
    step: direction => done.push(direction === 1 ? 'next' : 'previous'),
    first: () => done.push('first'),
    last: () => done.push('last'),
    zoom: direction => done.push(direction === 1 ? 'nearer' : 'farther'),
    toggleZoom: () => done.push('toggle zoom'),
    run: action => done.push(action),
  };
  if (!target.isConnected) document.body.append(target);
  const listen = viewerKeys(commands);
  target.addEventListener('keydown', event => listen(event as KeyboardEvent), { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { cancelable: true, ...init }));
  return done;
}

describe('keys of the viewer', () => {
  it.each([
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'previous'],
    ['PageDown', 'next'],
    ['PageUp', 'previous'],
    ['Home', 'first'],
    ['End', 'last'],
    ['+', 'nearer'],
    ['-', 'farther'],
    ['0', 'toggle zoom'],
    ['i', 'details'],
    ['F2', 'rename'],
    ['Delete', 'remove'],
  ])('%s: %s', (key, command) => expect(press({ key })).toEqual([command]));

  it('right is where the text comes from, where it runs to the left', () => {
    const rtl = document.createElement('div');
    rtl.style.direction = 'rtl';
    expect(press({ key: 'ArrowRight' }, rtl)).toEqual(['previous']);
  });

  it('leaves the browser its own, and players theirs', () => {
    expect(press({ key: '+', ctrlKey: true })).toEqual([]);
    expect(press({ key: 'ArrowLeft', altKey: true })).toEqual([]);
    expect(press({ key: 'ArrowRight' }, document.createElement('video'))).toEqual([]);
    expect(press({ key: 'Tab' })).toEqual([]);
  });

  it('goes on while a key is held down, but does nothing to one photo after the other', () => {
    expect(press({ key: 'ArrowRight', repeat: true })).toEqual(['next']);
    expect(press({ key: 'Delete', repeat: true })).toEqual([]);
  });

  it('leaves a dialog over the viewer its own', () => {
    const field = document.createElement('input');
    document.body.appendChild(document.createElement('dialog')).append(field);
    expect(press({ key: 'Home' }, field)).toEqual([]);
  });
});
