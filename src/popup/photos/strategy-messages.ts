import type { StrategyName } from '../../core/source';
import type { MessageKey } from '../../i18n/message';

/** How a picture was got, as a person reads it. Does not compile while one is missing. */
export const STRATEGY_MESSAGES: { readonly [Name in StrategyName]: MessageKey } = {
  'data-url': 'rung_data_url',
  worker: 'rung_worker',
  'worker-with-referer': 'rung_worker_with_referer',
  page: 'rung_page',
  canvas: 'rung_canvas',
  drag: 'rung_drag',
  screen: 'rung_screen',
};
