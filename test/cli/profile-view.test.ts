import { describeView } from './describe-view.ts';
import { acme, formats } from './profile-lines.ts';

describeView(acme, formats);
