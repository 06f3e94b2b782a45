import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: ComponentChildren;
  readonly onClose: () => void;
  /** While false, Escape does nothing. */
  readonly mayClose?: boolean;
  readonly children: ComponentChildren;
}

/** A modal dialog, open as long as it is on the page. The browser gives the focus back to where it was. */
export function Dialog({ title, onClose, mayClose = true, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Closed before it is taken off the page: an element that just vanishes leaves the focus nowhere.
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={event => {
        // The owner decides, and takes the dialog off the page.
        event.preventDefault();
        if (mayClose) onClose();
      }}
    >
      <h2 id={titleId} class="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
