/**
 * Pastes what is on the clipboard, as Ctrl+V would: for whoever looks for it in a menu. Browsers ask the user first.
 * @throws DOMException `NotAllowedError` when the user or the browser refuses
 */
export async function pasteFromClipboard(): Promise<void> {
  const clipboardData = new DataTransfer();
  for (const item of await navigator.clipboard.read()) {
    for (const type of item.types) {
      const blob = await item.getType(type);
      if (type.startsWith('text/')) clipboardData.setData(type, await blob.text());
      else clipboardData.items.add(new File([blob], '', { type }));
    }
  }
  document.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
}
