import { describeView } from './describe-view.ts';
import { globex } from './profile-lines.ts';

describeView(globex, ['json']);
