import { reportUncaught } from '../core/diagnostics';
import { message } from '../i18n/message';
import { reportFromPage } from '../messaging/report-from-page';
import { startPage } from '../ui/start-page';
import { OptionsPage } from './options-page';
import './options.css';

reportUncaught(reportFromPage, 'options');
startPage(message('options_title'), <OptionsPage />);
