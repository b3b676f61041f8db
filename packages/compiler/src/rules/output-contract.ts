import {
  contractColumnMissing,
  contractNullability,
  contractTypeDiffers,
  didYouMean,
  undeclaredOutput,
  type Finding,
} from '@akili/diagnostics';
import { writeType } from '@akili/model';
import { within } from '../places.ts';
import { subjectOf, type Rule } from '../rule.ts';

/** What output.yaml promises is what the transform gives, in both directions. */
export const outputContractRule: Rule = {
  name: 'output-contract',
  analysed({ product, query, rendered, known }) {
    const contract = product.output;
    if (contract === undefined || product.broken?.includes('output')) return [];
    const subject = subjectOf(product);
    const inferred = new Map(query.columns.map((column) => [column.name, column]));
    const declared = new Set(contract.columns.map((column) => column.name));
    const findings: Finding[] = [];
    for (const column of contract.columns) {
      const given = inferred.get(column.name);
      const name = column.name;
      if (given === undefined) {
        if (known === 'partly') continue;
        const unclaimed = [...inferred.keys()].filter((one) => !declared.has(one));
        const params = { column: name, suggestion: didYouMean(name, unclaimed) };
        findings.push(contractColumnMissing.at(within(column.place, 'name'), params, subject));
        continue;
      }
      const related = [{ place: rendered.placeOf(given.start, given.end), message: 'what the transform gives' }];
      if (given.type !== undefined && writeType(given.type) !== writeType(column.type)) {
        const params = { column: name, declared: writeType(column.type), inferred: writeType(given.type) };
        findings.push(contractTypeDiffers.at(within(column.place, 'type'), params, subject, related));
      }
      if (given.nullable && !column.nullable) {
        findings.push(contractNullability.at(within(column.place, 'name'), { column: name }, subject, related));
      }
    }
    for (const column of query.columns) {
      if (declared.has(column.name)) continue;
      const place = rendered.placeOf(column.start, column.end);
      findings.push(undeclaredOutput.at(place, { column: column.name }, subject));
    }
    return findings;
  },
};
