import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { message } from '../i18n/message';
import { BackIcon, GearIcon, PanelIcon, TabIcon } from '../ui/icons';
import { isToolbarPopup, openBesidePage, openInTab } from './own-window';
import { PageImagesButton } from './page-images-button';
import { type Route, routeOf } from './route';

interface PageHeaderProps {
  readonly title: ComponentChildren;
  /** Above the title: where one is. */
  readonly above?: ComponentChildren;
  /** Below the title: how much there is. */
  readonly below?: ComponentChildren;
  readonly onBack?: (() => void) | undefined;
  /** Whether something is asked of S3. */
  readonly busy: boolean;
  readonly children?: ComponentChildren;
}

/** Title, way back, and the two buttons that are always there. The title takes the focus when a view opens. */
export function PageHeader({ title, above, below, onBack, busy, children }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // So that a screen reader starts with the view's name. An autofocus inside the view comes later and wins.
    if (!document.hasFocus() || document.querySelector('dialog[open]') === null)
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header class="page-header">
      {onBack !== undefined && (
        <button
          type="button"
          class="icon-button back-button"
          aria-label={message('back')}
          title={message('back')}
          onClick={onBack}
        >
          <BackIcon />
        </button>
      )}
      <div class="page-title">
        {above}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {below !== undefined && <p class="page-count">{below}</p>}
      </div>
      <div class="page-tools">
        {children}
        {isToolbarPopup() && <PageImagesButton />}
        {isToolbarPopup() && <PanelButton />}
        {isToolbarPopup() && <OpenInTabButton />}
        <OptionsButton />
      </div>
      <div class="busy-line" data-busy={busy} aria-hidden="true" />
    </header>
  );
}

function PanelButton() {
  const label = message('panel_open');
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => void openBesidePage()}
    >
      <PanelIcon />
    </button>
  );
}

function OpenInTabButton() {
  const label = message('open_in_tab');
  const route = (): Route => routeOf(location.search);
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => void openInTab(route())}
    >
      <TabIcon />
    </button>
  );
}

function OptionsButton() {
  const label = message('options');
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      onClick={() => void browser.runtime.openOptionsPage()}
    >
      <GearIcon />
    </button>
  );
}
