import { ProblemCard } from '../../editor/problems/ProblemCard';
import { useSettingProblems } from '../../store/view/setting-problems';

/** What training checks say of a setting, below its field, with their repairs. */
export function SettingProblems({ setting }: { readonly setting: string | undefined }) {
  const problems = useSettingProblems(setting);
  if (problems.length === 0) return null;
  return (
    <div role="status" data-testid="setting-problems">
      {problems.map((problem) => (
        <ProblemCard key={problem.code} problem={problem} />
      ))}
    </div>
  );
}
