import { message } from '../i18n/message';
import { startPage } from '../ui/start-page';
import { OptionsPage } from './options-page';
import './options.css';

startPage(message('options_title'), <OptionsPage />);
