import { didYouMean, duplicateAccess, unknownTeam, type Finding } from '@akili/diagnostics';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** Access is given to teams of the tenant, each once. */
export const accessTeamRule: Rule = {
  name: 'access-team',
  product(product, { tenant }) {
    const seen = new Set<string>();
    return (product.governance?.access ?? []).flatMap((access): readonly Finding[] => {
      const place = within(access.place, 'team');
      if (seen.has(access.team)) return [duplicateAccess.at(place, { team: access.team }, subjectOf(product))];
      seen.add(access.team);
      if (tenant.broken || tenant.anyTeam || tenant.teams.includes(access.team)) return [];
      const params = { team: access.team, suggestion: didYouMean(access.team, tenant.teams) };
      const related = [{ place: { file: tenant.file, path: ['teams'] }, message: 'the teams of the tenant' }];
      return [unknownTeam.at(place, params, subjectOf(product), tenant.teams.length === 0 ? [] : related)];
    });
  },
};
