import type { ElementPickerTexts } from '../content/functions';
import { message, uiLanguage } from '../i18n/message';

/** What the aim mode says, in the person's language. */
export const elementPickerTexts = (): ElementPickerTexts => ({
  task: message('aim_task'),
  nothingHere: message('aim_nothing_here'),
  keys: [
    { cap: 'Tab', does: message('aim_key_next'), isForStacks: false },
    { cap: '← →', does: message('aim_key_deeper'), isForStacks: true },
    { cap: 'Esc', does: message('aim_key_cancel'), isForStacks: false },
  ],
  kinds: {
    image: message('image'),
    poster: message('aim_kind_poster'),
    background: message('aim_kind_background'),
    drawing: message('aim_kind_drawing'),
    canvas: message('aim_kind_canvas'),
    'frame-of-video': message('aim_kind_video_frame'),
  },
  language: uiLanguage(),
});
