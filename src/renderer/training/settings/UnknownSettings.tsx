import { useMemo } from 'react';
import { ProblemCard } from '../../editor/problems/ProblemCard';
import { useAnalysis } from '../../store/document/analysis';
import { isUnknownSetting } from '../../store/view/setting-problems';

/**
 * Settings of the file that this program does not know: no row of the form is theirs, so they are above all rows, with what they
 * were probably meant to be and the repairs.
 */
export function UnknownSettings() {
  const diagnostics = useAnalysis((analysis) => analysis.diagnostics);
  const unknown = useMemo(() => diagnostics.filter(isUnknownSetting), [diagnostics]);
  if (unknown.length === 0) return null;
  return (
    <div role="status" data-testid="unknown-settings">
      {unknown.map((problem) => (
        <div key={problem.setting} data-setting={problem.setting}>
          <ProblemCard problem={problem} />
        </div>
      ))}
    </div>
  );
}
