import type { CDPSession } from 'playwright-core';
import { isObject } from './json-object';
import { becomesTrue } from './wait-until';

const SEEN_TIMEOUT_MS = 10_000;

/** What a person would look for, in the words of the accessibility tree. */
export interface ByRole {
  readonly role: string;
  readonly name: string;
}

/**
 * A page of the browser's own surface, such as the toolbar's popup and the side panel. Playwright does not know it as a
 * page, so it has these few functions over DevTools instead of locators; for everything else open it in a tab.
 */
export interface SurfacePage {
  /** Waits until something with this role and accessible name is there. */
  see(wanted: ByRole): Promise<void>;
  /** Waits for it, and clicks it as the mouse does. */
  click(wanted: ByRole): Promise<void>;
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of the page's content. */
  screenshot(): Promise<Buffer>;
  /** Closes it. */
  close(): Promise<void>;
}

/** Everything that shows this address; the same page can be open in tabs as well. */
export async function targetsWith(devtools: CDPSession, url: string): Promise<readonly string[]> {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.filter(target => target.url.startsWith(url)).map(({ targetId }) => targetId);
}

/** Speaks with the page behind a target. */
export async function surfacePage(devtools: CDPSession, targetId: string): Promise<SurfacePage> {
  const session = await TargetSession.attach(devtools, targetId);
  await session.send('Accessibility.enable');

  const find = async ({ role, name }: ByRole): Promise<unknown> => {
    const { root } = await session.send('DOM.getDocument', { depth: 0 });
    if (!isObject(root)) return undefined;
    const query = { nodeId: root['nodeId'], role, accessibleName: name };
    const { nodes } = await session.send('Accessibility.queryAXTree', query);
    const shown = Array.isArray(nodes)
      ? nodes.filter(node => isObject(node) && node['ignored'] !== true)
      : [];
    const first: unknown = shown[0];
    return isObject(first) ? first['backendDOMNodeId'] : undefined;
  };
  const see = async (wanted: ByRole): Promise<unknown> => {
    let node: unknown;
    const seen = await becomesTrue(SEEN_TIMEOUT_MS, async () => {
      // A page that is just opening may change its document under the question.
      node = await find(wanted).catch(() => undefined);
      return node !== undefined;
    });
    if (!seen) throw new Error(`The page shows no ${wanted.role} “${wanted.name}”`);
    return node;
  };

  return {
    see: async wanted => void (await see(wanted)),
    async click(wanted) {
      const backendNodeId = await see(wanted);
      await session.send('DOM.scrollIntoViewIfNeeded', { backendNodeId });
      const { quads } = await session.send('DOM.getContentQuads', { backendNodeId });
      const { x, y } = middleOf(quads);
      const mouse = { x, y, button: 'left', clickCount: 1 };
      await session.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse });
      // What the click does may close the page, a permission prompt for one: then nobody is left to answer.
      await Promise.race([
        session.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse }),
        session.gone,
      ]);
    },
    async evaluate(expression) {
      const answer = await session.send('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (answer['exceptionDetails'] !== undefined)
        throw new Error(JSON.stringify(answer['exceptionDetails']));
      return isObject(answer['result']) ? answer['result']['value'] : undefined;
    },
    async screenshot() {
      const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
    async close() {
      await devtools.send('Target.closeTarget', { targetId });
    },
  };
}

function middleOf(quads: unknown): { readonly x: number; readonly y: number } {
  const [first] = Array.isArray(quads) ? quads : [];
  if (!Array.isArray(first)) throw new Error('What was to be clicked takes no space');
  const corners: readonly number[] = first.map(Number);
  const average = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    x: average(corners.filter((_, index) => index % 2 === 0)),
    y: average(corners.filter((_, index) => index % 2 === 1)),
  };
}

/**
 * A DevTools session inside Playwright's: messages go through the browser's session as text, since Playwright
 * gives no way to address a session that it did not open itself.
 */
class TargetSession {
  private readonly devtools: CDPSession;
  private readonly sessionId: string;
  private readonly waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  private lastId = 0;
  /** Resolves when the page has closed. */
  readonly gone: Promise<void>;

  private constructor(devtools: CDPSession, sessionId: string) {
    this.devtools = devtools;
    this.sessionId = sessionId;
    this.gone = new Promise(resolve => {
      devtools.on('Target.detachedFromTarget', event => {
        if (event.sessionId === sessionId) resolve();
      });
    });
    devtools.on('Target.receivedMessageFromTarget', event => {
      if (event.sessionId === sessionId) this.receive(event.message);
    });
  }

  static async attach(devtools: CDPSession, targetId: string): Promise<TargetSession> {
    const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
    return new TargetSession(devtools, sessionId);
  }

  async send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const id = ++this.lastId;
    const answered = new Promise<Record<string, unknown>>(resolve => this.waiting.set(id, resolve));
    const message = JSON.stringify({ id, method, params });
    await this.devtools.send('Target.sendMessageToTarget', { sessionId: this.sessionId, message });
    const { result, error } = await answered;
    if (!isObject(result)) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  private receive(text: string): void {
    const message: unknown = JSON.parse(text);
    if (!isObject(message) || typeof message['id'] !== 'number') return;
    this.waiting.get(message['id'])?.(message);
    this.waiting.delete(message['id']);
  }
}
