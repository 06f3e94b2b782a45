import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { toFailure } from '../../core/failure';
import { explainFailure } from '../../i18n/failure-messages';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import { IconButton } from '../../ui/icon-button';
import { BackIcon, GearIcon, PanelIcon, PickIcon, TabIcon } from '../../ui/icons';
import { useApp } from '../model/app-context';
import { isToolbarPopup, openBesidePage, openInTab } from '../model/own-window';
import { routeOf } from '../model/route';

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
        {children}
        {isToolbarPopup() && <PopupTools />}
        <IconButton label={message('options')} onClick={() => void browser.runtime.openOptionsPage()}>
          <GearIcon />
        </IconButton>
      </div>
      <div class="busy-line" data-busy={busy} aria-hidden="true" />
    </header>
  );
}

/** What there is to do with the page below the popup, and where else the popup's own can stand. */
const PopupTools = () => (
  <>
    <PageImagesButton />
    <IconButton label={message('panel_open')} onClick={() => void openBesidePage()}>
      <PanelIcon />
    </IconButton>
    <IconButton label={message('open_in_tab')} onClick={() => void openInTab(routeOf(location.search))}>
      <TabIcon />
    </IconButton>
  </>
);

/** Opens the picker for the page over which the popup hangs. */
export function PageImagesButton() {
  const { announce } = useApp();
  const open = async (): Promise<void> => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    await call('picker.open', { tabId: tab?.id ?? browser.tabs.TAB_ID_NONE });
    window.close();
  };
  return (
    <IconButton
      label={message('picker_open')}
      onClick={() => void open().catch(error => announce(explainFailure(toFailure(error)).sentence))}
    >
      <PickIcon />
    </IconButton>
  );
}
