import { openNetworkOf } from '../../store/files/run-network';
import { Button } from '../../ui/Button';

/** Opens the network that a run trains, or has trained. */
export function OpenTrained({ runId, label }: { readonly runId: string; readonly label: string }) {
  return (
    <Button size="small" variant="quiet" onClick={() => void openNetworkOf(runId)} data-testid="open-trained">
      {label}
    </Button>
  );
}
