import { reportUncaught } from '../core/report-uncaught';
import { message } from '../i18n/message';
import { reportFromPage } from '../messaging/report-from-page';
import { startPage } from '../ui/start-page';
import { OptionsPage } from './options-page';
import './options.css';

reportUncaught(reportFromPage, 'options');
startPage(message('options_title'), <OptionsPage />);
