import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { requireDebianPackages } from '../machine/debian';
import type { VirtualDisplay } from '../machine/display';
import type { ScreenArea } from '../machine/framebuffer';

const run = promisify(execFile);

/**
 * Between two keys of one burst. Chromium's menus handle keys one after the other on the UI thread; with less
 * than about 20 ms two of them can fall into the same frame of a submenu that is just opening.
 */
const KEY_PACING_MS = 40;

/** A drag begins only after some moves with the button down, and X's drops are negotiated at each move. */
const DRAG_STEPS = 20;
const DRAG_STEP_SECONDS = 0.02;

/**
 * Of two moves within some milliseconds Chromium's source and target speak at the same time, and now and then
 * (Chromium 156: once in 40) they end up not agreeing on the drop; neither tells of it.
 */
const REST_SECONDS = 0.05;

/** In pixels of the screen. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** Native mouse and keyboard on one X display, without any DevTools in between. */
export class NativeInput {
  private readonly display: string;

  private constructor(display: string) {
    this.display = display;
  }

  /** Input for one display; makes sure that xdotool is installed. */
  static async on({ display }: VirtualDisplay): Promise<NativeInput> {
    await requireDebianPackages(
      [{ command: 'xdotool', debianPackage: 'xdotool' }],
      'to press real keys and the real mouse in tests',
    );
    return new NativeInput(display);
  }

  /** Clicks a mouse button (1 left, 3 right) at a place of the screen. */
  async click(x: number, y: number, button: 1 | 3): Promise<void> {
    // Without --sync, which hangs when the pointer is already there.
    await this.xdotool('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', String(button));
  }

  /** Presses the left button at one place and moves to another, as slowly as a hand; the button stays down. */
  async drag(from: ScreenPoint, to: ScreenPoint): Promise<void> {
    const at = (share: number): readonly string[] => [
      'mousemove',
      String(Math.round(from.x + (to.x - from.x) * share)),
      String(Math.round(from.y + (to.y - from.y) * share)),
      'sleep',
      String(DRAG_STEP_SECONDS),
    ];
    const shares = Array.from({ length: DRAG_STEPS }, (_, step) => (step + 1) / DRAG_STEPS);
    await this.xdotool(...at(0), 'mousedown', '1', ...shares.flatMap(at));
  }

  /** Moves on by a hair: a hand is never quite still, and browsers look at what is under it when it moves. */
  async stir({ x, y }: ScreenPoint): Promise<void> {
    const to = (at: number): readonly string[] => ['mousemove', String(at), String(Math.round(y))];
    const rest = ['sleep', String(REST_SECONDS)];
    await this.xdotool(...to(Math.round(x) + 1), ...rest, ...to(Math.round(x)), ...rest);
  }

  /** Lets go of the left button. */
  async release(): Promise<void> {
    await this.xdotool('mouseup', '1');
  }

  /** Presses keys one after the other, by X's names: "Up", "Return", "space". */
  async press(...keys: readonly string[]): Promise<void> {
    if (keys.length > 0) await this.xdotool('key', '--delay', String(KEY_PACING_MS), ...keys);
  }

  /** The ids of all windows that are shown, menus and prompts included. */
  async shownWindows(): Promise<ReadonlySet<string>> {
    const listed = await this.xdotool('search', '--onlyvisible', '--name', '').catch(() => '');
    return new Set(listed.split('\n').filter(id => id !== ''));
  }

  /** Where a window is on the screen; null when it is gone. */
  async placeOf(window: string): Promise<ScreenArea | null> {
    const told = await this.xdotool('getwindowgeometry', '--shell', window).catch(() => '');
    const [x, y, width, height] = ['X', 'Y', 'WIDTH', 'HEIGHT'].map(name =>
      Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(told)?.[1] ?? Number.NaN),
    );
    if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
    return Number.isNaN(height) ? null : { x, y, width, height };
  }

  private async xdotool(...args: readonly string[]): Promise<string> {
    const { stdout } = await run('xdotool', args, { env: { ...process.env, DISPLAY: this.display } });
    return stdout;
  }
}
