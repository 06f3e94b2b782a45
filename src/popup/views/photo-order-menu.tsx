import type { MessageKey } from '../../i18n/message';
import type { PhotoOrder } from '../model/photo-order';
import { OrderMenu } from '../page/order-menu';

const ORDERS: ReadonlyMap<MessageKey, PhotoOrder> = new Map([
  ['order_newest', { by: 'date', isDescending: true }],
  ['order_oldest', { by: 'date', isDescending: false }],
  ['order_name', { by: 'name', isDescending: false }],
  ['order_name_descending', { by: 'name', isDescending: true }],
  ['order_largest', { by: 'size', isDescending: true }],
  ['order_smallest', { by: 'size', isDescending: false }],
]);

interface PhotoOrderMenuProps {
  readonly order: PhotoOrder;
  readonly onOrder: (order: PhotoOrder) => void;
}

/** In which order photos stand, in every album. */
export function PhotoOrderMenu({ order, onOrder }: PhotoOrderMenuProps) {
  const isChosen = ({ by, isDescending }: PhotoOrder): boolean =>
    by === order.by && isDescending === order.isDescending;
  const [chosen] = [...ORDERS].find(([, one]) => isChosen(one)) ?? ['order_newest' as const];
  return <OrderMenu orders={ORDERS} chosen={chosen} onChoose={onOrder} />;
}
