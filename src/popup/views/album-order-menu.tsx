import type { MessageKey } from '../../i18n/message';
import type { AlbumOrder } from '../model/use-album-order';
import { OrderMenu } from '../page/order-menu';

const ORDERS: ReadonlyMap<MessageKey, AlbumOrder> = new Map([
  ['order_last_used', 'use'],
  ['order_name', 'name'],
]);

interface AlbumOrderMenuProps {
  readonly order: AlbumOrder;
  readonly onOrder: (order: AlbumOrder) => void;
}

/** In which order albums stand, wherever there are some. */
export const AlbumOrderMenu = ({ order, onOrder }: AlbumOrderMenuProps) => (
  <OrderMenu orders={ORDERS} chosen={order === 'use' ? 'order_last_used' : 'order_name'} onChoose={onOrder} />
);
