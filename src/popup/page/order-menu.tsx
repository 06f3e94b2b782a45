import { type MessageKey, message } from '../../i18n/message';
import { CheckIcon } from '../../ui/action-icons';
import { icon } from '../../ui/icons';
import { MenuButton } from '../../ui/menu-button';

interface OrderMenuProps<Order> {
  /** What there is to choose from, by the texts that name it. */
  readonly orders: ReadonlyMap<MessageKey, Order>;
  /** The text of the one that holds. */
  readonly chosen: MessageKey;
  readonly onChoose: (order: Order) => void;
}

/** In which order things stand, and could stand. */
export const OrderMenu = <Order,>({ orders, chosen, onChoose }: OrderMenuProps<Order>) => (
  <MenuButton
    label={message('order_is', message(chosen))}
    class="order-menu"
    items={[...orders].map(([name, order]) => ({
      label: message(name),
      icon: name === chosen ? <CheckIcon /> : <span class="icon" />,
      isChecked: name === chosen,
      onSelect: () => onChoose(order),
    }))}
  >
    <OrderIcon />
  </MenuButton>
);

const OrderIcon = icon('M6.5 4v12', 'm3.5 13 3 3 3-3', 'M13.5 16V4', 'm10.5 7 3-3 3 3');
