/**
 * The few parts of Firefox's own code that the tests reach into, for functions that run there. They are no API: what
 * is declared here was read in Firefox ESR 153.
 */

/** An installed extension, seen from the browser's side. */
export interface InstalledExtension {
  /** The background's; with every life of it a new one. Null while there is none. */
  readonly backgroundContext: {
    readonly contextId: string;
    readonly xulBrowser: {
      readonly browsingContext: {
        readonly currentWindowGlobal: { readonly domProcess: { readonly osPid: number } };
      };
    };
  } | null;
  readonly backgroundState: 'starting' | 'running' | 'suspending' | 'stopped';
  /** What the browser does once the background is idle, here without looking whether it is. */
  terminateBackground(options: {
    readonly ignoreDevToolsAttached: true;
    readonly disableResetIdleForTest: true;
  }): Promise<void>;
}

export interface WebExtensionPolicies {
  getByID(id: string): { readonly extension: InstalledExtension } | null;
}

export interface ExtensionPermissionsModule {
  readonly ExtensionPermissions: {
    add(
      id: string,
      permissions: { readonly origins: readonly string[]; readonly permissions: readonly string[] },
      extension: InstalledExtension,
    ): Promise<void>;
  };
}

/** An element of the browser's own windows. */
export interface XulElement extends Element {
  readonly label: string;
  readonly state: 'closed' | 'showing' | 'open' | 'hiding';
  readonly hidden: boolean;
  /** Of a menu: what opens beside it. */
  readonly menupopup: XulElement;
  readonly children: HTMLCollectionOf<XulElement>;
  openMenu(open: boolean): void;
  /** As if a person chose the item: closes the menu, with the rights of a click. */
  activateItem(item: XulElement): void;
  hidePopup(): void;
}

export interface BrowserWindow extends Window {
  readonly gBrowser: { readonly selectedBrowser: unknown };
  readonly PopupNotifications: {
    readonly panel: XulElement & { readonly firstElementChild: PermissionQuestion | null };
    getNotification(id: string, browser: unknown): object | null;
  };
}

/** The question of `permissions.request` as it hangs below the address bar. */
export interface PermissionQuestion extends Element {
  readonly button: { click(): void };
  readonly secondaryButton: { click(): void };
}

export interface BrowserServices {
  readonly wm: { getMostRecentWindow(type: 'navigator:browser'): BrowserWindow };
  readonly io: { offline: boolean };
  readonly obs: { notifyObservers(subject: null, topic: 'net:cancel-all-connections'): void };
}

export interface ModuleLoader {
  importESModule(url: 'resource://gre/modules/ExtensionPermissions.sys.mjs'): ExtensionPermissionsModule;
}
