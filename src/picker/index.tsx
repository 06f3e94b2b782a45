import { message } from '../i18n/message';
import { startPage } from '../ui/start-page';
import { Picker } from './picker';
import './styles/picker.css';

/** The tab that the picker is about, as `picker.open` names it in the address. */
const tabId = Number(new URLSearchParams(location.search).get('tab') ?? -1);

startPage(message('picker_title'), <Picker tabId={tabId} />);
