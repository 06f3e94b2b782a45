// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { nameOfPasted, usePastedFiles } from '../../../src/popup/adding/use-pasted-files';
import { renderHook } from '../../ui/render-hook';

const now = new Date(2026, 10, 22, 14, 5, 31);

test('nameOfPasted: a picture from the clipboard is named by the time', () => {
  const file = new File([], 'image.png', { type: 'image/png' });
  expect(nameOfPasted(file, now)).toBe('Pasted 2026-11-22 14.05.31.png');
});

test('nameOfPasted: the extension follows the type', () => {
  expect(nameOfPasted(new File([], '', { type: 'image/webp' }), now)).toBe('Pasted 2026-11-22 14.05.31.webp');
});

test('nameOfPasted: a file that has a name keeps it', () => {
  const file = new File([], 'Holiday 1.jpg', { type: 'image/jpeg' });
  expect(nameOfPasted(file, now)).toBe('Holiday 1.jpg');
});

async function pasting() {
  const onFiles = vi.fn();
  const hook = await renderHook(() => usePastedFiles(onFiles), undefined);
  const paste = (...files: readonly File[]): ClipboardEvent => {
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { files } });
    document.dispatchEvent(event);
    return event;
  };
  return { onFiles, hook, paste };
}

const JPEG = new File([], 'Holiday 1.jpg', { type: 'image/jpeg' });

test('usePastedFiles takes files that are pasted, each with its name, until the component is gone', async () => {
  const { onFiles, hook, paste } = await pasting();
  expect(paste(JPEG).defaultPrevented).toBe(true);
  expect(onFiles.mock.calls).toEqual([[[{ file: JPEG, name: 'Holiday 1.jpg' }]]]);
  await hook.unmount();
  paste(JPEG);
  expect(onFiles).toHaveBeenCalledOnce();
});

test('usePastedFiles leaves pasted text to the page', async () => {
  const { onFiles, hook, paste } = await pasting();
  expect(paste().defaultPrevented).toBe(false);
  expect(onFiles).not.toHaveBeenCalled();
  await hook.unmount();
});

test('usePastedFiles takes nothing while a dialog is open', async () => {
  const { onFiles, hook, paste } = await pasting();
  const dialog = document.createElement('dialog');
  dialog.setAttribute('open', '');
  document.body.append(dialog);
  expect(paste(JPEG).defaultPrevented).toBe(false);
  expect(onFiles).not.toHaveBeenCalled();
  dialog.remove();
  await hook.unmount();
});
