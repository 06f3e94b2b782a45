import { message } from '../i18n/message';
import { startPage } from '../ui/start-page';

startPage(message('extension_name'), <h1>{message('extension_name')}</h1>);
