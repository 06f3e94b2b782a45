import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';
import { IconButton } from '../../ui/icon-button';
import { BackIcon, GearIcon } from '../../ui/icons';
import { lazy } from '../../ui/lazy';
import { isToolbarPopup } from '../model/own-window';

interface PageHeaderProps {
  readonly title: ComponentChildren;
  /** Above the title: where one is. */
  readonly above?: ComponentChildren;
  /** Below the title: how much there is. */
  readonly below?: ComponentChildren;
  readonly onBack?: (() => void) | undefined;
  /** Whether something is asked of S3. */
  readonly busy: boolean;
  /** Prefix of the folder whose deleted photos the menu leads to. */
  readonly deletedIn?: string | undefined;
  /** In place of that menu. */
  readonly menu?: ComponentChildren;
}

// Not in the popup's first load; their places are kept.
const HeaderMenu = lazy(async () => (await import('./header-menu')).HeaderMenu);
const PageImagesButton = lazy(async () => (await import('./header-menu')).PageImagesButton);

/** Title, way back, and the buttons that are always there. The title takes the focus when a view opens. */
export function PageHeader({ title, above, below, onBack, busy, deletedIn, menu }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // So that a screen reader starts with the view's name. An autofocus inside the view comes later and wins.
    if (!document.hasFocus() || document.querySelector('dialog[open]') === null)
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="page-header">
      {onBack !== undefined && (
        <IconButton label={message('back')} class="back-button" onClick={onBack}>
          <BackIcon />
        </IconButton>
      )}
      <div class="page-title">
        {above}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {below !== undefined && <p class="page-count">{below}</p>}
      </div>
      <div class="page-tools">
        <div class="header-menu">{menu ?? <HeaderMenu deletedIn={deletedIn} />}</div>
        <IconButton label={message('options')} onClick={() => void browser.runtime.openOptionsPage()}>
          <GearIcon />
        </IconButton>
      </div>
      {isToolbarPopup() && onBack === undefined && (
        <div class="page-images">
          <PageImagesButton />
        </div>
      )}
      <div class="busy-line" data-busy={busy} aria-hidden="true" />
    </header>
  );
}
